// Addresses of sources as people give them.

import Testing

@testable import Sync

struct AddressTests {
  @Test(arguments: [
    "https://mirror.example/paper", "HTTPS://mirror.example/paper/", "https://mirror.example/paper/README.md",
    "https://mirror.example/paper/readme.md?t=07210801", "https://mirror.example/paper?07210801",
  ])
  func oneMirrorHasOneAddress(given: String) {
    #expect(MirrorAddress.takes(given))
    #expect(MirrorAddress.forms(of: given).first == "https://mirror.example/paper")
  }

  @Test func theSchemeOfAnAddressIsTheSameInCapitals() {
    #expect(
      MirrorAddress.forms(of: "GIT+HTTPS://Mirror.example/Paper/") == ["git+https://Mirror.example/Paper"])
    #expect(MirrorAddress.forms(of: "SSH://git@mirror.example/paper") == ["ssh://git@mirror.example/paper"])
  }

  @Test(arguments: [
    (59, 59, SyncError.TimeUnit.second), (119, 119, .second), (120, 2, .minute), (3601, 61, .minute),
    (7200, 2, .hour),
    (100_000, 28, .hour), (172_801, 3, .day), (.max, 106_751_991_167_301, .day),
  ])
  func aTimeToWaitIsSaidInItsUnit(seconds: Int, count: Int, unit: SyncError.TimeUnit) {
    #expect(SyncError.time(seconds) == (count, unit))
  }
}

struct NetworkRangeTests {
  @Test(arguments: [
    "127.0.0.1", "10.1.2.3", "172.31.255.255", "192.168.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0",
    "255.255.255.255",
    "[::1]", "::", "[fd12::1]", "[fe80::1]", "[ff02::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2002:c0a8:1::1]", "[2002::]", "localhost",
    "localhost.",
    "paper.localhost",
  ])
  func whatIsOfThisMachineOrItsNeighboursIsPrivate(host: String) {
    #expect(NetworkRange.isPrivate(host: host))
  }

  @Test(arguments: [
    "9.255.255.255", "11.0.0.0", "172.32.0.1", "192.169.0.1", "100.128.0.1", "198.18.0.1", "223.255.255.255",
    "[2001:db8::1]", "[::ffff:9.9.9.9]", "[64:ff9b::909:909]", "[2002:909:909::1]", "mirror.example",
    "localhost.example", "127.0.0.1.example",
  ])
  func whatIsElsewhereIsNot(host: String) {
    #expect(!NetworkRange.isPrivate(host: host))
  }
}

struct NameQuestionTests {
  @Test func theAddressesOfAnAnswerAreFoundAmongWhatElseIsInIt() throws {
    let question = try #require(NameQuestion.bytes("paper.example", type: 1))
    #expect(question.suffix(19) == Array("\u{5}paper\u{7}example\0\0\u{1}\0\u{1}".utf8)[...])
    var answer = question
    answer[7] = 3
    // Another name for it, and its addresses. The name stands in the question.
    let name: [UInt8] = [0xC0, 12], time: [UInt8] = [0, 1, 0, 0, 0, 60]
    let long: [UInt8] = [0x20, 1, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [7]
    let records: [(type: UInt8, data: [UInt8])] = [(5, name), (1, [192, 0, 2, 7]), (28, long)]
    for record in records {
      answer += name + [0, record.type] + time + [0, UInt8(record.data.count)] + record.data
    }
    let addresses = ["192.0.2.7", "2001:db8:0:0:0:0:0:7"]
    #expect(NameQuestion.addresses(in: answer) == addresses)
    for length in answer.indices {
      #expect(addresses.dropLast().starts(with: NameQuestion.addresses(in: Array(answer.prefix(length)))))
    }
  }

  @Test(arguments: [nowhere, "园艺.example", String(repeating: "a.", count: 127)])
  func whatIsNoNameIsNotAskedFor(host: String) { #expect(NameQuestion.bytes(host, type: 1) == nil) }
}
