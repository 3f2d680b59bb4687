import Articles
import Foundation
import Hanzi
import Parsing
import TestSupport
import Testing
import Typesetting

/// Settings with every choice on and off.
private let settings: [Setting] = [
  Setting(), Setting(kinsoku: .basic), Setting(hangs: true), Setting(isJustified: true, autospace: true),
  Setting(autospace: true, paragraphs: .spaced), Setting(isJustified: true, boxes: false),
  Setting(
    kinsoku: .basic, hangs: true, isJustified: true, autospace: true, paragraphs: .spaced, boxes: false),
]

private func setting(_ number: Int, _ measure: Int) -> Setting {
  var setting = settings[number % settings.count]
  setting.measure = measure
  return setting
}

/// The four properties of every set text: nothing too wide, no mark misplaced, nothing lost, nothing added.
private func faults(of blocks: [Block], _ setting: Setting) -> [String] {
  var inspection = Inspection(setting)
  for block in blocks {
    let lines = set(Document(title: "", blocks: [block]), setting).allLines()
    inspection.inspectWidths(lines)
    inspection.inspectText(block, lines.filter { $0.position.block == 0 })
  }
  return inspection.faults
}

/// Documents no author would write, at measures no reader would choose. The seeds are fixed.
struct RandomDocumentTests {
  @Test(arguments: 0..<60) func everySettingKeepsTheTextAndTheMeasure(seed: Int) {
    var random = Dice(seed: UInt64(seed))
    let blocks = random.document().blocks
    for (index, measure) in [10, 13, 20, 40, 61, 80].enumerated() {
      for fault in faults(of: blocks, setting(seed + index, measure)) { Issue.record("\(measure): \(fault)") }
    }
  }

  @Test(arguments: 0..<60) func noMarkIsMisplaced(seed: Int) {
    var random = Dice(seed: UInt64(seed) + 1000)
    for index in 0..<10 {
      let texts = paragraph(random.text()).texts
      let setting = setting(seed, [10, 11, 14, 20, 33][index % 5])
      var inspection = Inspection(setting)
      for text in texts { inspection.inspectBreaks(paragraphLines(text, setting)) }
      for fault in inspection.faults { Issue.record("\(setting.measure): \(fault)") }
    }
  }
}

/// The same of real pages: the sample newspaper, and mirrors that KANBAO_TEST_MIRRORS names.
struct RealPageTests {
  private static let sample = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Config/sample").path
  private static let trees =
    [sample]
    + (ProcessInfo.processInfo.environment["KANBAO_TEST_MIRRORS"]?.split(separator: ":").map(String.init)
      ?? [])

  /// The articles of the trees. Each page is set by one of the settings, at each measure by another; all
  /// settings at all measures are for the sample newspaper.
  private static let documents = trees.flatMap { documents(in: $0) }

  private static func documents(in tree: String) -> [Document] {
    let paths = FileManager.default.enumerator(atPath: tree)?.compactMap { $0 as? String } ?? []
    return paths.filter { pageKind(ofPath: $0) == .article }.sorted().compactMap { path in
      FileManager.default.contents(atPath: "\(tree)/\(path)").flatMap {
        try? parseArticle([UInt8]($0), path: path)
      }
    }
  }

  @Test(arguments: [20, 40, 61, 80, 100]) func everyPageKeepsItsTextAndTheMeasure(measure: Int) {
    #expect(!RealPageTests.documents.isEmpty)
    for (index, document) in RealPageTests.documents.enumerated() {
      for fault in faults(of: document.blocks, setting(index + measure, measure)) {
        Issue.record("\(document.title) at \(measure): \(fault)")
      }
    }
  }

  @Test(arguments: [20, 40, 61, 80, 100]) func everySettingSuitsTheSampleNewspaper(measure: Int) {
    for document in RealPageTests.documents(in: RealPageTests.sample) {
      for number in settings.indices {
        for fault in faults(of: document.blocks, setting(number, measure)) {
          Issue.record("\(document.title) at \(measure), setting \(number): \(fault)")
        }
      }
    }
  }

  @Test(arguments: [20, 40, 61, 80, 100]) func noMarkOfAPageIsMisplaced(measure: Int) {
    for (index, document) in RealPageTests.documents.enumerated() {
      let setting = setting(index, measure)
      var inspection = Inspection(setting)
      for text in document.blocks.flatMap(\.texts) { inspection.inspectBreaks(paragraphLines(text, setting)) }
      for fault in inspection.faults { Issue.record("\(document.title) at \(measure): \(fault)") }
    }
  }
}
