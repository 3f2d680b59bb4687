// A newspaper in a file: tars and bundles, sound and not, and what is written is read again.

import Articles
import Foundation
import Library
import Parsing
import Sync
import TestSupport
import Testing

/// A folder with a mirror in it, and a library to read into.
private final class Parcel {
  let scratch = Scratch()
  let library: Library
  var path: String { scratch.path }

  init() throws {
    library = try Parcel.library(scratch.path + "/data")
    try write("m/README.md", "### 日报\n\n#### 生活 &nbsp;-&nbsp; [饮食](indexes/food.md?t=1)\n")
    try write(
      "m/indexes/food.md", "#### [第2篇](../pages/food/2.md?t=1)\n#### [第1篇](../pages/food/1.md?t=1)\n")
    for number in 1...2 {
      try write(
        "m/pages/food/\(number).md", "### 第\(number)篇\n------------\n\n<p>【茶报2021年6月\(number)日】早晨。</p>\n")
    }
  }

  static func library(_ folder: String) throws -> Library {
    try Library(LibraryPlaces(cache: folder + "/cache.sqlite", reader: folder + "/reader.sqlite"))
  }

  func write(_ name: String, _ text: String) throws {
    let file = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String, into other: Library? = nil) async throws -> SyncReport {
    let library = other ?? library
    let tree = try openTree(inFile: path + "/" + name, scratch: path + "/scratch.git")
    if try library.sources().isEmpty { try library.addSource(key: "报", title: "", addresses: []) }
    return try await SyncEngine(library: library) { try DirectoryTree(path: $0 + "\($1)") }
      .sync("报", importing: tree)
  }

  /// Makes a tar by hand.
  func tar(_ name: String, _ lines: String) throws {
    let script = """
      import io, sys, tarfile
      t = tarfile.open(sys.argv[1], 'w:' + sys.argv[2])
      def add(name, text=b'### \\xe9\\xa2\\x98\\n', kind=tarfile.REGTYPE, target=''):
          i = tarfile.TarInfo(name); i.type = kind; i.linkname = target
          i.size = len(text) if kind == tarfile.REGTYPE else 0
          t.addfile(i, io.BytesIO(text))
      \(lines)
      t.close()
      """
    try shell(["/usr/bin/python3", "-c", script, path + "/" + name, name.hasSuffix("gz") ? "gz" : ""])
  }
}

@Suite struct ArchiveTests {
  /// That would be until the time limit.
  @Test(.timeLimit(.minutes(10))) func aPageThatTakesLongHoldsUpNoOther() async throws {
    let parcel = try Parcel()
    try parcel.tar("news.tar", "add('README.md'); [add('pages/%d.md' % n) for n in range(50)]")
    let tree = try openTree(inFile: parcel.path + "/news.tar", scratch: parcel.path + "/scratch.git")
    let (others, came) = AsyncStream.makeStream(of: String.self)
    try await tree.deliver((0..<50).map { Wanted("pages/\($0).md") }) { delivery in
      if delivery.path == "pages/0.md" {
        for await _ in others.prefix(49) {}
      } else {
        came.yield(delivery.path)
      }
    }
  }

  @Test func aNameLongerThanAnyPathIsTold() async throws {
    let parcel = try Parcel()
    try parcel.tar("news.tar", "add('README.md'); add('pages/1.md'); add('pages/' + 'x' * 5000 + '.md')")
    let report = try await parcel.read("news.tar")
    #expect(report.notes.map(\.problem) == [.name])
    #expect(report.notes.first?.path.hasPrefix("pages/xxxx") == true && report.notes[0].path.count <= 60)
    #expect(try parcel.library.articles(.everything, limit: 9).map(\.path) == ["pages/1.md"])
  }

  @Test(arguments: [
    "cf news.tar -C m .", "czf news.tar.gz m", "cf news.tar -I zstd m", "cJf news.bin m",
    "cf news.tar -C m README.md indexes pages",
  ])
  func aTarIsRead(arguments: String) async throws {
    let parcel = try Parcel()
    let words = arguments.split(separator: " ").map(String.init)
    try shell(["tar"] + words, in: parcel.path)
    let report = try await parcel.read(words[1])
    #expect(report.progress.new == 2 && report.notes.isEmpty)
    #expect(
      try parcel.library.articles(.everything, limit: 9).map(\.path) == [
        "pages/food/2.md", "pages/food/1.md",
      ])
    #expect(try await parcel.read(words[1]).progress.new == 0)
  }

  @Test(arguments: [["HEAD"], ["--all"], ["main"]])
  func aBundleIsRead(references: [String]) async throws {
    let parcel = try Parcel()
    let publisher = try Publisher(parcel.path + "/m.git")
    for number in 1...2 {
      try publisher.commit([
        "README.md": "### 日报\n\n#### [饮食](indexes/food.md?t=\(number))\n",
        "indexes/food.md": "#### [第1篇](../pages/food/1.md?t=\(number))\n",
        "pages/food/\(number).md": "### 第\(number)篇\n------\n\n<p>早晨。</p>\n",
      ])
    }
    try publisher.git("bundle", "create", parcel.path + "/news.bundle", references[0])
    #expect(try await parcel.read("news.bundle").progress.new == 2)
  }

  @Test func hostileEntriesAreNotedAndWrittenNowhere() async throws {
    let parcel = try Parcel()
    try parcel.tar(
      "news.tar.gz",
      """
      add('README.md'); add('pages/a/1.md'); add('pages/a/1.md', b'### second\\n')
      add('/etc/kanbao.md'); add('../up.md'); add('pages/../../up.md'); add('pages/\\x1b[31m.md')
      add('pages/line\\n.md'); add('pages/link.md', kind=tarfile.SYMTYPE, target='/etc/hostname')
      add('pages/hard.md', kind=tarfile.LNKTYPE, target='README.md'); add('pages/pipe.md', kind=tarfile.FIFOTYPE)
      add('pages/device.md', kind=tarfile.CHRTYPE); add('pages//b.md'); add('./pages/good.md')
      add('pages/big.md', b'x' * 9000000)
      """)
    let report = try await parcel.read("news.tar.gz")
    #expect(report.progress.new == 2)
    #expect(report.notes.count { $0.problem == .name } == 10)
    #expect(report.notes.contains { $0.path == "pages/big.md" })
    #expect(
      try Set(parcel.library.articles(.everything, limit: 9).map(\.path)) == [
        "pages/a/1.md", "pages/good.md",
      ])
    #expect(!FileManager.default.fileExists(atPath: parcel.path + "/up.md"))
  }

  private func refusal(_ parcel: Parcel, _ name: String) async throws -> SyncError? {
    do {
      _ = try await parcel.read(name)
      return nil
    } catch let error as SyncError { return error }
  }

  private func isDamage(_ error: SyncError?) -> Bool { if case .damagedFile? = error { true } else { false } }

  @Test(arguments: ["news.tar", "news.tar.gz", "news.tar.zst"])
  func aTarCutAnywhereIsRefused(name: String) async throws {
    let parcel = try Parcel()
    for number in 3...60 {
      try parcel.write("m/pages/food/\(number).md", "### 第\(number)篇\n------\n\n<p>早晨\(number * 7919)。</p>\n")
    }
    try shell(["tar", "caf", name, "m"], in: parcel.path)
    let whole = try Data(contentsOf: URL(filePath: parcel.path + "/" + name))
    for part in [0.3, 0.6, 0.9] {
      // What ends a plain tar is padding, which may be missing.
      let length = min(Int(Double(whole.count) * part), 70 * 512) + 100
      try whole.prefix(length).write(to: URL(filePath: parcel.path + "/cut"))
      #expect(isDamage(try await refusal(parcel, "cut")), "\(part)")
    }
    #expect(try parcel.library.articles(.everything, limit: 9).isEmpty)
  }

  @Test func whatIsNoNewspaperIsRefused() async throws {
    let parcel = try Parcel()
    try parcel.write("empty", "")
    try parcel.write("text", "### 题\n" + String(repeating: "字", count: 1000))
    try parcel.tar("none.tar", "add('x/y.png')")
    #expect(try await refusal(parcel, "empty") != nil)
    #expect(try await refusal(parcel, "text") == .unknownFile(parcel.path + "/text"))
    #expect(try await refusal(parcel, "none.tar") == .noMirror(parcel.path + "/none.tar"))
    #expect(try await refusal(parcel, "missing") != nil)
    #expect(try await refusal(parcel, "m") != nil)
  }

  /// Also where what is large is called so that it is not read.
  @Test(arguments: ["'pages/%d.md' % i", "'../%d.md' % i", "'x' * 5000 + str(i)"])
  func aBombIsRefused(name: String) async throws {
    let parcel = try Parcel()
    try parcel.tar(
      "bomb.tar.gz", "add('README.md')\nfor i in range(5): add(\(name), bytes(40000000))")
    #expect(isDamage(try await refusal(parcel, "bomb.tar.gz")))
  }

  @Test func aTarOfNothingButNamesIsRefused() async throws {
    let parcel = try Parcel()
    try parcel.tar(
      "names.tar.gz", "add('README.md')\nfor i in range(34000): add('pages/%04000d.md' % i, b'')")
    #expect(isDamage(try await refusal(parcel, "names.tar.gz")))
  }

  @Test func aBundleCutShortIsRefused() async throws {
    let parcel = try Parcel()
    let publisher = try Publisher(parcel.path + "/m.git")
    try publisher.commit(["README.md": "### 日报\n", "pages/1.md": "### 题\n"])
    try publisher.git("bundle", "create", parcel.path + "/news.bundle", "HEAD")
    let whole = try Data(contentsOf: URL(filePath: parcel.path + "/news.bundle"))
    try whole.dropLast(30).write(to: URL(filePath: parcel.path + "/cut"))
    #expect(isDamage(try await refusal(parcel, "cut")))
    // Half a history is none without the other half.
    try publisher.commit(["pages/2.md": "### 题\n"])
    try publisher.git("bundle", "create", parcel.path + "/half", "HEAD~1..HEAD")
    #expect(
      try await refusal(parcel, "half")
        == .damagedFile(parcel.path + "/half", reason: "it holds only what came after an earlier bundle"))
  }
}

@Suite struct ExportTests {
  private func exported(_ parcel: Parcel, _ name: String, since: CalendarDate? = nil) throws -> ExportReport {
    let source = try #require(try parcel.library.sources().first)
    return try Export(source, of: parcel.library, since: since).write(
      to: parcel.path + "/" + name, #require(TarCompression(ofName: name)))
  }

  @Test(arguments: ["news.tar", "news.tgz", "news.tar.zst"])
  func whatIsExportedIsTheSameElsewhere(name: String) async throws {
    let parcel = try Parcel()
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    #expect(try exported(parcel, name).articles == 2)
    let other = try Parcel.library(parcel.path + "/other")
    let report = try await parcel.read(name, into: other)
    #expect(report.progress.new == 2 && report.notes.isEmpty)
    let before = try parcel.library.articles(.everything, limit: 9),
      after = try other.articles(.everything, limit: 9)
    #expect(before.map(\.id) == after.map(\.id) && before.map(\.category) == after.map(\.category))
    for article in before { #expect(try parcel.library.document(article.id) == other.document(article.id)) }
    // Nothing of it is new where it comes from.
    let back = try await parcel.read(name)
    #expect(back.progress.new == 0 && back.progress.changed == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: parcel.path).count { $0.hasPrefix(name) } == 1)
  }

  @Test func onlyWhatIsRecentIsExported() async throws {
    let parcel = try Parcel()
    try parcel.write("m/pages/food/3.md", "### 无日期\n------------\n\n<p>早晨。</p>\n")
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    #expect(try exported(parcel, "news.tar", since: CalendarDate(year: 2021, month: 6, day: 2)).articles == 2)
    let other = try Parcel.library(parcel.path + "/other")
    #expect(try await parcel.read("news.tar", into: other).progress.new == 2)
    #expect(try Set(other.articles(.everything, limit: 9).map(\.title)) == ["第2篇", "无日期"])
  }

  /// One of its files, or the manifest itself.
  @Test(arguments: [
    ("pages/food/1.md", "### 换过的\n------------\n\n<p>早晨。</p>\n"), ("MANIFEST", "kanbao 1\n一行字\n"),
  ])
  func aTarThatIsNotWhatItsManifestSaysIsRefused(file: String, text: String) async throws {
    let parcel = try Parcel()
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    _ = try exported(parcel, "news.tar")
    try shell(["mkdir", "x"], in: parcel.path)
    try shell(["tar", "xf", "news.tar", "-C", "x"], in: parcel.path)
    try parcel.write("x/" + file, text)
    try shell(["tar", "cf", "changed.tar", "x"], in: parcel.path)
    let other = try Parcel.library(parcel.path + "/other")
    await #expect(throws: SyncError.self) { try await parcel.read("changed.tar", into: other) }
    #expect(try other.articles(.everything, limit: 9).isEmpty)
  }

  /// What stands in an address is no path where it is no line: it would end one in a manifest.
  @Test func aLinkThatHasALineFeedInItLeadsNowhere() async throws {
    let parcel = try Parcel()
    try parcel.write(
      "m/README.md",
      "### 日报\n\n- [饮食](indexes/food.md)\n- [别的](indexes/a%0Ab.md)\n- [又一](indexes/a%09b.md)\n")
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    #expect(try parcel.library.categories().map(\.name) == ["饮食"])
    _ = try exported(parcel, "news.tar")
    let other = try Parcel.library(parcel.path + "/other")
    #expect(try await parcel.read("news.tar", into: other).progress.new == 2)
  }

  @Test func aNewspaperThatIsOnePageIsTheSameElsewhere() async throws {
    let parcel = try Parcel()
    try parcel.write("one/README.md", "# 茶馆\n\n早晨开门，晚上关门，天天如此。\n")
    try shell(["tar", "cf", "in.tar", "one"], in: parcel.path)
    #expect(try await parcel.read("in.tar").progress.new == 1)
    #expect(try exported(parcel, "news.tar").articles == 1)
    let other = try Parcel.library(parcel.path + "/other")
    #expect(try await parcel.read("news.tar", into: other).progress.new == 1)
    #expect(try other.articles(.everything, limit: 9).map(\.title) == ["茶馆"])
  }

  /// é is one code point, or two.
  @Test func pagesWhoseNamesLookAlikeAreExported() async throws {
    let parcel = try Parcel()
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    var batch = Batch()
    for name in ["caf\u{E9}", "cafe\u{301}"] {
      batch.articles.append(
        ArticleDraft(
          Document(title: name, blocks: [.paragraph([Span("早晨。")])]), path: "pages/food/\(name).md",
          source: "报"))
    }
    _ = try parcel.library.store(batch, source: "报")
    #expect(try exported(parcel, "news.tar").articles == 4)
  }

  @Test func nothingIsLeftOfATarThatCannotBeWritten() async throws {
    let parcel = try Parcel()
    try shell(["tar", "cf", "in.tar", "m"], in: parcel.path)
    _ = try await parcel.read("in.tar")
    #expect(throws: SyncError.self) { try exported(parcel, "nowhere/news.tar") }
    try shell(["mkdir", "taken.tar"], in: parcel.path)
    #expect(throws: SyncError.self) { try exported(parcel, "taken.tar") }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: parcel.path).count { $0.hasPrefix("taken.tar") }
        == 1)
  }
}
