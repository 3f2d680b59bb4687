// Addresses of sources as people give them.

import Sync
import Testing

struct AddressTests {
  @Test(arguments: [
    "https://mirror.example/paper", "HTTPS://mirror.example/paper/", "https://mirror.example/paper/README.md",
    "https://mirror.example/paper/readme.md?t=07210801", "https://mirror.example/paper?07210801",
  ])
  func oneMirrorHasOneAddress(given: String) {
    #expect(Transports.takes(given))
    #expect(Transports.forms(of: given).first == "https://mirror.example/paper")
  }

  @Test(arguments: [
    (59, 59, SyncError.TimeUnit.second), (119, 119, .second), (120, 2, .minute), (3601, 61, .minute),
    (7200, 2, .hour),
    (100_000, 28, .hour), (172_801, 3, .day),
  ])
  func aTimeToWaitIsSaidInItsUnit(seconds: Int, count: Int, unit: SyncError.TimeUnit) {
    #expect(SyncError.time(seconds) == (count, unit))
  }
}
