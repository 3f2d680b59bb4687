// Where the name and the password in an address are: in the reader's own file, and nowhere else.

import Foundation
import Library
import TestSupport
import Testing

struct CredentialTests {
  private static let address = "https://lu:geheim@mirror.example/paper"

  @Test func theCacheHoldsNoPassword() throws {
    let scratch = Scratch()
    let library = try Library(scratch.places)
    try library.addSource(key: source, title: "", addresses: [CredentialTests.address])
    #expect(try library.mirrors(of: source).map(\.address) == [CredentialTests.address])
    #expect(try library.sources().first?.addresses == ["https://mirror.example/paper"])
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    for name in names where name.hasPrefix("cache") {
      let bytes = try Data(contentsOf: URL(filePath: "\(scratch.path)/\(name)"))
      #expect(bytes.firstRange(of: Data("geheim".utf8)) == nil, "\(name)")
    }
    #expect(throws: LibraryError.addressTaken("https://mirror.example/paper", by: source)) {
      try library.addMirror(CredentialTests.address, to: source)
    }
    try library.removeMirror(CredentialTests.address, of: source)
    #expect(try library.mirrors(of: source).isEmpty)
  }

  @Test func aNewCacheKnowsTheMirrorOnce() throws {
    let scratch = Scratch()
    let first = try Library(scratch.places)
    try first.addSource(key: source, title: "", addresses: [CredentialTests.address])
    first.close()
    try FileManager.default.removeItem(atPath: scratch.places.cache)
    for _ in 1...2 {
      let library = try Library(scratch.places)
      #expect(try library.mirrors(of: source).map(\.address) == [CredentialTests.address])
      library.close()
    }
  }

  @Test(arguments: [
    ("https://u:p@h/x", "https://h/x"), ("https://token@h/x", "https://h/x"),
    ("https://u:p/q@h/x", "https://h/x"), ("https://h:80/@u/x", "https://h:80/@u/x"),
    ("https://[::1]/@u", "https://[::1]/@u"), ("/a@b", "/a@b"), ("git@h:x.git", "git@h:x.git"),
  ])
  func anAddressIsShownWithoutThem(address: String, shown: String) {
    #expect(withoutCredentials(address) == shown)
  }
}
