// How fast Chinese is set, beside what else sets text in lines: `fold -s` and `w3m -dump`, on the same text, in
// megabytes of it a second. Those two are left out where they are not installed.

import Articles
import Benchmark
import Foundation
import Hanzi
import Parsing
import Reader
import Sync
import Typesetting

/// The pages of a mirror, parsed, and as files for other programs.
struct Corpus {
  let documents: [Document]
  /// One file of all the text, a paragraph a line; one of all the pages, a body each.
  let text: String, pages: String
  /// Bytes of the text.
  let size: Int

  init(mirror: String, folder: String) throws {
    var text = "", pages = "<html><meta charset=utf-8>"
    documents = try files(ofMirror: mirror).filter { pageKind(ofPath: $0.path) == .article }.map { file in
      let document = try parseArticle(file.bytes, path: file.path)
      for block in document.blocks {
        var line = ""
        block.forEachSpan { line += $0.text }
        text += line + "\n"
        pages += "<p>" + line.replacing("&", with: "&amp;").replacing("<", with: "&lt;") + "\n"
      }
      return document
    }
    (self.text, self.pages, size) = (folder + "/corpus.txt", folder + "/corpus.html", text.utf8.count)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: self.text, atomically: true, encoding: .utf8)
    try pages.write(toFile: self.pages, atomically: true, encoding: .utf8)
  }

  /// A document of about so many Han characters: the corpus's, one after another.
  func document(characters: Int) -> Document {
    var blocks: [Block] = [], count = 0
    for block in documents.lazy.flatMap(\.blocks) where count < characters {
      if case .paragraph(let spans) = block {
        count += spans.text.count
        blocks.append(block)
      }
    }
    return Document(title: "长文", blocks: blocks)
  }
}

private let speed = BenchmarkMetric.custom("Text (kB/s)", polarity: .prefersLarger, useScalingFactor: false)

/// Times `body` on a corpus and says how much of its text it set a second.
private func measure(
  _ name: String, _ corpus: @escaping @Sendable () -> Corpus, _ body: @escaping @Sendable (Corpus) -> Void
) {
  Benchmark(name, configuration: .init(metrics: [.wallClock, speed])) { benchmark in
    let corpus = corpus()
    for _ in benchmark.scaledIterations {
      let start = ContinuousClock.now
      benchmark.startMeasurement()
      body(corpus)
      benchmark.stopMeasurement()
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      benchmark.measurement(speed, Int(Double(corpus.size) / seconds / 1000))
    }
  }
}

/// Runs a program to its end, its output thrown away.
private func runQuietly(_ program: String, _ arguments: [String]) {
  let process = Process()
  process.executableURL = URL(filePath: program)
  process.arguments = arguments
  process.standardOutput = FileHandle(forWritingAtPath: "/dev/null")
  guard (try? process.run()) != nil else { return }
  process.waitUntilExit()
}

/// The benchmarks of setting.
func settingBenchmarks(_ corpus: @escaping @Sendable () -> Corpus) {
  let labels = Language.simplified.labels
  measure("Setting: all documents of a mirror, 80 columns", corpus) { corpus in
    for document in corpus.documents { blackHole(typeset(document, Setting(), labels: labels).allLines()) }
  }
  measure("Setting: the same, all refinements on", corpus) { corpus in
    let setting = Setting(hangs: true, isJustified: true, autospace: true)
    for document in corpus.documents { blackHole(typeset(document, setting, labels: labels).allLines()) }
  }
  for (program, arguments) in [
    ("/usr/bin/fold", ["-s", "-w", "80"]), ("/usr/bin/w3m", ["-dump", "-cols", "80"]),
  ]
  where FileManager.default.isExecutableFile(atPath: program) {
    measure("Setting: \(program) on the same text", corpus) { corpus in
      runQuietly(program, arguments + [program.hasSuffix("w3m") ? corpus.pages : corpus.text])
    }
  }
  Benchmark("Setting: 5,000 characters") { benchmark in
    let document = corpus().document(characters: 5000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(typeset(document, Setting(), labels: labels).allLines()) }
  }
  Benchmark("Setting: 700,000 characters, first page") { benchmark in
    let document = corpus().document(characters: 700_000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var text = typeset(document, Setting(), labels: labels)
      blackHole(text.lines(from: text.first, count: 40))
    }
  }
  Benchmark("Setting: 700,000 characters, first and last page") { benchmark in
    let document = corpus().document(characters: 700_000)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var text = typeset(document, Setting(), labels: labels)
      blackHole(text.lines(from: text.first, count: 40))
      blackHole(text.lines(from: text.lastTop(page: 40), count: 40))
    }
  }
  Benchmark("Setting: 5,000 characters in another script") { benchmark in
    let document = corpus().document(characters: 5000)
    let converter = ScriptConverter()
    blackHole(converter.convert("头", to: .traditional))
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      let converted = document.changingText { converter.convert($0, to: .traditional) }
      blackHole(typeset(converted, Setting(), labels: labels).allLines())
    }
  }
}
