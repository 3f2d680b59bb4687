// The arrows of the house: which module imports which. The compiler holds the targets of Package.swift; this
// holds what Package.swift may say.

import Foundation
import Testing

private let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// What each module may import of the project and of its dependencies.
private let arrows: [String: Set<String>] = [
  "Articles": [],
  "Hanzi": ["CICU", "COpenCC"],
  "LexiconPlugin": ["PackagePlugin"],
  "Parsing": ["Articles", "CLibXML2", "CMarkdown", "CICU"],
  "Typesetting": ["Articles", "Hanzi"],
  "Exporting": ["Articles"],
  "Library": ["Articles", "Hanzi", "CSQLite", "CZstd", "GRDB", "GRDBSQLite"],
  "Sync": [
    "Articles", "Parsing", "Library", "CArchive", "CCrypto", "CFileLock", "CCurl", "CZlib", "CBrotli",
    "CZstd",
    "Subprocess",
  ],
  "Terminal": ["Hanzi", "CNcurses", "CProcess", "CQREncode"],
  "Reader": ["Articles", "Hanzi", "Library", "Typesetting", "Exporting", "Terminal"],
  "kanbao": [
    "Articles", "Hanzi", "Parsing", "Typesetting", "Library", "Sync", "Terminal", "Reader", "CSample",
    "CHeap", "CLandlock",
    "ArgumentParser", "TOMLKit",
  ],
]

/// What comes with Swift and the C library.
private let platform: Set<String> = ["Foundation", "Glibc", "Synchronization", "Dispatch"]

@Suite struct ArrowTests {
  private func sources(_ module: String) throws -> [URL] {
    let folder = checkout.appending(path: "Sources/\(module)")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path).map { folder.appending(path: $0) }
      .filter { $0.pathExtension == "swift" }
  }

  private func imports(_ file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let place = words.firstIndex(of: "import"), place <= 1, words.count == place + 2 else {
        return nil
      }
      return String(words[place + 1])
    }
  }

  @Test(arguments: arrows.keys.sorted())
  func aModuleImportsWhatTheHouseAllows(module: String) throws {
    let allowed = try #require(arrows[module])
    let files = try sources(module)
    #expect(!files.isEmpty)
    for file in files {
      let others = Set(try imports(file)).subtracting(platform).subtracting(allowed)
      #expect(others.isEmpty, "\(module)/\(file.lastPathComponent)")
    }
  }

  @Test func everyModuleIsInTheTable() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: checkout.appending(path: "Sources").path)
    let modules = folders.filter { name in
      !(name.hasPrefix("C") && name.dropFirst().first?.isUppercase == true)
    }
    #expect(Set(modules) == Set(arrows.keys))
  }

  @Test func everyFileSaysFirstWhatItIs() throws {
    for module in arrows.keys {
      for file in try sources(module) {
        #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("// "), "\(file.lastPathComponent)")
      }
    }
  }
}
