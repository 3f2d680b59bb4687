// Setting alone: how long an article takes, and how soon a very long one is seen.

import Articles
import Benchmark
import Parsing
import Reader
import Sync
import Typesetting

private let labels = Language.simplified.labels

/// A document of paragraphs of 200 characters out of a text, over and over.
private func document(_ text: String, characters: Int) -> Document {
  let source = Array(text)
  let blocks = stride(from: 0, to: source.isEmpty ? 0 : characters, by: 200).map { start in
    Block.paragraph([Span(String((start..<start + 200).map { source[$0 % source.count] }))])
  }
  return Document(title: "长文", blocks: blocks)
}

func typesettingBenchmarks(mirror: String) {
  let setting = Setting(measure: 80)
  let documents: [Document] = {
    guard let tree = try? DirectoryTree(address: mirror), let files = try? tree.files().files else {
      return []
    }
    return files.filter { pageKind(ofPath: $0.path) == .article }.compactMap { file in
      (try? tree.bytes(of: file)).flatMap { try? parseArticle($0, path: file.path) }
    }
  }()
  var text = ""
  for block in documents.lazy.flatMap(\.blocks) where text.utf8.count < 100_000 {
    if case .paragraph(let spans) = block { text += spans.text }
  }
  let article = document(text, characters: 5_000), book = document(text, characters: 700_000)

  Benchmark("Typesetting: an article of 5,000 characters") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(typeset(article, setting, labels: labels).allLines()) }
  }

  Benchmark("Typesetting: open a document of 2 MB") { benchmark in
    for _ in benchmark.scaledIterations {
      var set = typeset(book, setting, labels: labels)
      blackHole(set.lines(from: set.first, count: 24))
    }
  }

  Benchmark("Typesetting: go to the end of a document of 2 MB") { benchmark in
    for _ in benchmark.scaledIterations {
      var set = typeset(book, setting, labels: labels)
      blackHole(set.lines(from: set.lastTop(page: 24), count: 24))
    }
  }

  Benchmark("Typesetting: all pages of a mirror, 80 columns") { benchmark in
    for _ in benchmark.scaledIterations {
      for document in documents { blackHole(typeset(document, setting, labels: labels).allLines()) }
    }
  }
}
