// Every character of a page's visible text is in its document, in order, once, and nothing else is: held
// against an independent reading of the same pages by html5lib (Tests/Fixtures/independent_reading.py).

import Articles
import Foundation
import Parsing
import Testing

private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The trees to read: the sample newspaper, and real mirrors where a checkout of them is named.
private var trees: [URL] {
  let extra = ProcessInfo.processInfo.environment["KANBAO_TEST_MIRRORS"]?.split(separator: ":") ?? []
  return [root.appending(path: "Config/sample")] + extra.map { URL(filePath: String($0)) }
}

private struct Reading: Decodable {
  var path: String
  var title: String
  var text: String
}

@Suite struct FidelityTests {
  @Test(arguments: trees)
  func everyCharacterOfTheBodyIsInTheDocumentOnceAndInOrder(tree: URL) throws {
    let pages = articlePages(in: tree)
    #expect(!pages.isEmpty)
    let readings = try independentReadings(of: pages)
    #expect(readings.count == pages.count)
    for reading in readings {
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: reading.path)))
      let path = String(reading.path.dropFirst(tree.path.count + 1))
      let document = try parseArticle(bytes, path: path)
      let text = withoutWhiteSpace(document.blocks.map(plainText).joined())
      if text != reading.text { Issue.record("\(path): \(firstDifference(text, reading.text))") }
      #expect(withoutWhiteSpace(document.title) == withoutWhiteSpace(reading.title), "\(path)")
    }
  }

  private func articlePages(in tree: URL) -> [String] {
    let files =
      FileManager.default.enumerator(at: tree, includingPropertiesForKeys: nil)?.allObjects as? [URL]
    return (files ?? []).map(\.path).filter { path in
      pageKind(ofPath: String(path.dropFirst(tree.path.count + 1))) == .article
    }.sorted()
  }

  private func independentReadings(of pages: [String]) throws -> [Reading] {
    let script = Process()
    script.executableURL = URL(filePath: "/usr/bin/env")
    script.arguments = [
      "/usr/bin/python3", root.appending(path: "Tests/Fixtures/independent_reading.py").path,
    ]
    let input = Pipe(), output = Pipe()
    script.standardInput = input
    script.standardOutput = output
    try script.run()
    let list = Data(pages.joined(separator: "\n").utf8)
    Thread {
      input.fileHandleForWriting.write(list); try? input.fileHandleForWriting.close()
    }.start()
    let lines = output.fileHandleForReading.readDataToEndOfFile()
    script.waitUntilExit()
    #expect(script.terminationStatus == 0)
    return try lines.split(separator: UInt8(ascii: "\n")).map {
      try JSONDecoder().decode(Reading.self, from: $0)
    }
  }
}

private func plainText(_ block: Block) -> String {
  switch block {
  case .preformatted(let text): return text
  case .quotation(let blocks): return blocks.map(plainText).joined()
  case .list(let list): return list.items.joined().map(plainText).joined()
  default:
    var text = ""
    block.forEachSpan { text += $0.text }
    return text
  }
}

private func withoutWhiteSpace(_ text: String) -> String {
  String(
    String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0 != "\u{200B}" }))
}

private func firstDifference(_ ours: String, _ theirs: String) -> String {
  let ours = Array(ours), theirs = Array(theirs)
  let index = zip(ours, theirs).prefix { $0 == $1 }.count
  func part(_ text: [Character]) -> String { String(text[max(0, index - 20)..<min(text.count, index + 40)]) }
  return "at \(index) of \(theirs.count): ours …\(part(ours))… theirs …\(part(theirs))…"
}
