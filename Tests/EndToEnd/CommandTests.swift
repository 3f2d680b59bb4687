// The commands, as a script sees them.

import Foundation
import TestSupport
import Testing

@Suite(.blocking) struct CommandTests {
  /// A folder of data with the sample newspaper in it.
  private func newspaper() throws -> Scratch {
    let scratch = Scratch()
    #expect(try run(["add", sample, "--name", "样刊", "--data-dir", scratch.path]).status == 0)
    let synced = try run(["--data-dir", scratch.path, "sync"])
    #expect(synced.status == 0)
    #expect(synced.errors == "")
    return scratch
  }

  private func objects(_ arguments: [String]) throws -> [[String: Any]] {
    try run(arguments + ["--json"]).lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func sourcesAndCategoriesAreListed() throws {
    let data = try newspaper()
    let source = try #require(try objects(["sources", "--data-dir", data.path]).first)
    #expect(source["name"] as? String == "样刊")
    #expect(source["title"] as? String == "看报样刊")
    let categories = try objects(["categories", "--data-dir", data.path])
    #expect(categories.compactMap { $0["name"] as? String } == ["饮食", "园艺", "行路", "星空", "天气", "手艺", "书与人"])
    #expect(try run(["categories", "--data-dir", data.path]).lines.count == 7)
  }

  @Test func subjectsAreListedByTheNumberOfTheirArticlesAndTheArticlesOfOneNewestFirst() throws {
    let data = try newspaper()
    let folder = ["--data-dir", data.path]
    let lines = try run(["subjects"] + folder).lines
    let records = try objects(["subjects"] + folder)
    #expect(!lines.isEmpty)
    let told = records.map { "\($0["total"] as? Int ?? -1)\t\($0["name"] as? String ?? "")" }
    #expect(lines == told)
    let totals = records.compactMap { $0["total"] as? Int }
    #expect(totals == totals.sorted(by: >) && totals.allSatisfy { $0 > 0 })
    #expect(try run(["subjects", "--limit", "2"] + folder).lines == Array(lines.prefix(2)))
    #expect(try run(["subjects", "--limit", "0"] + folder).lines.isEmpty)
    let name = try #require(records.first?["name"] as? String)
    let articles = try run(["subjects", name] + folder).lines
    #expect(articles.count == totals[0])
    #expect(try run(["list"] + folder).lines.filter(articles.contains) == articles)
    #expect(try run(["subjects", name, "--limit", "1"] + folder).lines == Array(articles.prefix(1)))
    let ids = try objects(["subjects", name] + folder).compactMap { $0["id"] as? String }
    #expect(ids == articles.map { String($0.prefix { $0 != "\t" }) })
    let missing = try run(["subjects", "没有的主题"] + folder)
    #expect(missing.status == 1 && missing.errors.contains("没有的主题"))
    #expect(try run(["subjects", "--limit", "-1"] + folder).status == 2)
  }

  @Test func whatIsSearchedForIsListedWithWhatItWasFoundBy() throws {
    let data = try newspaper()
    let folder = ["--data-dir", data.path]
    let lines = try run(["search", "石桥"] + folder).lines
    #expect(!lines.isEmpty && lines.allSatisfy { $0.split(separator: "\t").count == 4 })
    let hits = try objects(["search", "石桥"] + folder)
    #expect(hits.compactMap { $0["id"] as? String } == lines.map { String($0.prefix { $0 != "\t" }) })
    let fields = Set(try objects(["list", "--limit", "1"] + folder)[0].keys)
    for hit in hits {
      #expect(Set(hit.keys) == fields.union(["excerpt", "matched"]) && hit["matched"] as? String == "word")
      let texts = [hit["title"], hit["excerpt"]].compactMap { $0 as? String }
      #expect(texts.contains { $0.contains("石桥") })
    }
    #expect(try run(["search", "石桥", "--limit", "1"] + folder).lines == Array(lines.prefix(1)))
    #expect(try run(["search", "石桥", "--limit", "0"] + folder).lines.isEmpty)
    #expect(try run(["search", "石橋"] + folder).lines == lines)
    let titles = try objects(["search", "--title", "石桥"] + folder).compactMap { $0["title"] as? String }
    #expect(!titles.isEmpty && titles.allSatisfy { $0.contains("石桥") })
    let byRelevance = try run(["search", "石桥", "--order", "relevance"] + folder).lines
    #expect(Set(byRelevance) == Set(lines))
    #expect(try run(["search", "石桥", "-石桥"] + folder).lines.isEmpty)
    #expect(try run(["search"] + folder + ["--", "-石桥"]).lines.count == 49 - lines.count)
  }

  @Test func whatIsWrongWithAQueryIsSaidAndItsWordsAreFound() throws {
    let data = try newspaper()
    let folder = ["--data-dir", data.path]
    let found = try run(["search", "石桥", "nosuch:thing"] + folder)
    #expect(found.status == 0 && found.errors.contains("nosuch"))
    #expect(try run(["search", "没有的词语"] + folder).status == 0)
    for wrong in [[""], ["石桥", "--limit", "-1"], ["石桥", "--order", "up"], ["石桥", "--nosuch"], []] {
      let ran = try run(["search"] + wrong + folder)
      #expect(ran.status == 2 && ran.errors.split(separator: "\n").count == 1, "\(wrong)")
    }
  }

  @Test func aFieldWithoutItsValueIsSaidAndTheOtherWordsAreFound() throws {
    let data = try newspaper()
    let folder = ["--data-dir", data.path]
    let lines = try run(["search", "石桥"] + folder).lines
    for (query, language, problem) in [
      ("石桥 title:", "zh_CN.UTF-8", "冒号后面还没有值：title"), ("石桥 標題：", "zh_TW.UTF-8", "冒號後面還沒有值：標題"),
      ("石桥 after:", "en_GB.UTF-8", "Nothing follows the colon: after"),
    ] {
      let ran = try run(["search", query] + folder, environment: ["LC_ALL": language])
      #expect(ran.status == 0 && ran.lines == lines && ran.errors.contains(problem), "\(ran)")
    }
    let alone = try run(["search", "title:"] + folder)
    #expect(alone.status == 2 && alone.errors.contains("冒号后面还没有值：title"))
  }

  @Test func pagesOfAListHoldEveryArticleOnce() throws {
    let data = try newspaper()
    let whole = try objects(["list", "--data-dir", data.path]).compactMap { $0["id"] as? String }
    #expect(whole.count >= 40)
    #expect(Set(whole).count == whole.count)
    var pages: [String] = []
    var after: [String] = []
    repeat {
      let page = try objects(["list", "--data-dir", data.path, "--limit", "7"] + after)
        .compactMap { $0["id"] as? String }
      #expect(page.count <= 7)
      pages += page
      after = page.last.map { ["--after", $0] } ?? []
    } while !after.isEmpty
    #expect(pages == whole)
  }

  @Test func aListSaysWhatAnArticleIs() throws {
    let data = try newspaper()
    let rows = try objects(["list", "--data-dir", data.path, "--category", "生活/行路"])
    #expect(rows.count == 8)
    for row in rows {
      #expect(
        Set(row.keys) == [
          "id", "source", "group", "category", "path", "title", "published", "read", "starred", "queued",
        ])
      #expect(row["category"] as? String == "行路" && row["group"] as? String == "生活")
      #expect(row["read"] as? Bool == false && row["starred"] as? Bool == false)
    }
    #expect(rows.contains { $0["published"] is NSNull })
    #expect(rows.contains { $0["published"] as? String == "2024-11-03" })
    #expect(try objects(["list", "--data-dir", data.path, "--unread"]).count == 49)
    #expect(try objects(["list", "--data-dir", data.path, "--starred"]).isEmpty)
  }

  @Test func anArticleIsShownWhole() throws {
    let data = try newspaper()
    let rows = try objects(["list", "--data-dir", data.path])
    let row = try #require(rows.first { $0["title"] as? String == "一座石桥的账本" })
    let id = try #require(row["id"] as? String)
    let article = try #require(try objects(["show", id, "--data-dir", data.path]).first)
    #expect(article["byline"] as? String == "样刊社")
    #expect(article["original"] as? String == "https://example.org/post/3002")
    let blocks = try #require(article["blocks"] as? [[String: Any]])
    #expect(Set(blocks.compactMap { $0["kind"] as? String }) == ["paragraph", "heading", "figure"])
    let terms = try #require(article["terms"] as? [[String: Any]])
    #expect(terms.contains { $0["text"] as? String == "桥" })
    for width in [20, 40, 77] {
      let text = try run(["show", id, "--width", "\(width)", "--data-dir", data.path])
      #expect(text.status == 0)
      #expect(text.lines.allSatisfy { columns($0) <= width })
      #expect(text.output.filter { !$0.isWhitespace }.contains("水退以后，大家划船去看"))
      #expect(text.output.contains("〔完〕"))
    }
  }

  @Test func articlesAreMarkedAsAListNamesThem() throws {
    let data = try newspaper()
    let folder = ["--data-dir", data.path]
    let list = try run(["list", "--limit", "3"] + folder)
    let piped =
      "\(program) list --limit 3 --data-dir \(data.path) | \(program) mark --read --data-dir \(data.path)"
    #expect(try run("sh", ["-c", piped]).status == 0)
    #expect(try run(["list", "--unread"] + folder).lines.count == 46)
    let ids = list.lines.map { String($0.prefix(16)) }
    let unreadable = try run("sh", ["-c", "\(program) mark --read --data-dir \(data.path) < /"])
    #expect(unreadable.status == 1 && unreadable.errors.hasPrefix("kanbao: 标准输入读不了"))
    // The beginning of an id will do where no other begins so; one that is not there keeps none of the others.
    let marked = try run(["mark", "--starred", String(ids[0].prefix(12)), "f000", "", ids[1], "茶"] + folder)
    #expect(marked.status == 1 && marked.errors.hasPrefix("kanbao: 没有文章 f000 茶，"))
    #expect(try run(["list", "--starred"] + folder).lines.map { String($0.prefix(16)) } == ids.dropLast())
    #expect(try run(["mark", "--unread"] + ids + folder).status == 0)
    #expect(try run(["list", "--unread"] + folder).lines.count == 49)
    let shown = try run(["show"] + ids.dropLast() + folder)
    #expect(shown.output.components(separatedBy: "〔完〕").count == 3)
    let double = try run(["show", ""] + folder)
    #expect(double.status == 1)
  }

  @Test(arguments: [
    ("a.md", "# 标题\n\n- 甲\n- 乙\n", ["标题", "甲", "乙"]),
    ("a.html", "<title>标题</title><p>要求\n  <b>苹果</b>\n  、梨</p>", ["标题", "要求苹果、梨"]),
  ])
  func aFileIsShown(name: String, content: String, parts: [String]) throws {
    let scratch = Scratch()
    let file = scratch.path + "/" + name
    try content.write(toFile: file, atomically: true, encoding: .utf8)
    let shown = try run(["show", file, "--width", "40"])
    #expect(shown.status == 0)
    for part in parts { #expect(shown.output.contains(part)) }
  }

  private static let mistakes: [(arguments: [String], status: Int32)] = [
    (["list", "--limit", "many"], 2), (["no-such-command"], 2), (["show"], 2), (["list", "--after", "x"], 2),
    (["show", "0000000000000000"], 1), (["add", "/no/such/folder"], 1), (["remove", "谁"], 1),
    (["add", "/no/\u{1B}]0;title\u{7}"], 1), (["sync", "谁"], 1), (["list", "--config", "/no/such/file"], 1),
    (["list", "--category", "没有"], 1), (["list", "--source", "没有"], 1), (["help", "frob"], 2),
    (["add", "file://elsewhere/tmp"], 1),
  ]

  @Test(arguments: mistakes)
  func whatGoesWrongIsSaidInOneCleanLine(arguments: [String], status: Int32) throws {
    let data = Scratch()
    let ran = try run(arguments + ["--data-dir", data.path])
    #expect(ran.status == status)
    #expect(ran.output == "")
    #expect(ran.errors.hasPrefix("kanbao: ") && ran.errors.hasSuffix("\n"))
    let controls = ran.errors.dropLast().unicodeScalars.count { $0.value < 32 || $0.value == 127 }
    #expect(controls == 0)
  }

  @Test(arguments: [
    ("measure = 4", "measure"), ("language = \"klingon\"", "language"),
    ("script = \"seal\"", "script"), ("regional-words = 3", "regional-words"), ("sources = 1", "sources"),
    ("kinsoku = \"none\"", "kinsoku"), ("paragraphs = 2", "paragraphs"), ("justified = \"yes\"", "justified"),
    ("[sources.\"晚报\"]\narchive = 1", "晚报.archive"), ("traditional = \"simplified\"", "traditional"),
    ("measure = = 1", "第 1 行"),
  ])
  func aWrongConfigurationIsNamed(line: String, named: String) throws {
    let data = Scratch()
    let file = data.path + "/config.toml"
    try line.write(toFile: file, atomically: true, encoding: .utf8)
    let ran = try run(["list", "--config", file, "--data-dir", data.path])
    #expect(ran.status == 1)
    #expect(ran.errors.contains(file) && ran.errors.contains(named))
  }

  @Test(arguments: [
    ("zh_CN.UTF-8", "没有叫 谁 的报源"), ("zh_TW.UTF-8", "沒有叫 谁 的報源"),
    ("en_GB.UTF-8", "there is no source called 谁"),
  ])
  func whatGoesWrongIsSaidInTheLocalesLanguage(locale: String, line: String) throws {
    let data = Scratch()
    let ran = try run(["remove", "谁", "--data-dir", data.path], environment: ["LC_ALL": locale])
    #expect(ran.errors.contains(line), "\(ran)")
    #expect(try run(["help"], environment: ["LC_ALL": locale]).output.contains("--sample"))
  }

  private static let misuses:
    [(arguments: [String], simplified: String, traditional: String, english: String)] = [
      (
        ["serch", "茶"], "没有“serch”这条命令（是不是 search？）", "沒有「serch」這條命令（是不是 search？）",
        "there is no command “serch” (did you mean search?)"
      ),
      (
        ["add", "/tmp", "--name", "甲", "--to", "乙"], "--name 和 --to 只能用一个", "--name 和 --to 只能用一個",
        "--name and --to exclude each other"
      ),
      (["help", "茶"], "没有“茶”这条命令", "沒有「茶」這條命令", "there is no command “茶”"),
      (["help", "list", "茶"], "多出“茶”", "多出「茶」", "unexpected “茶”"),
      (["list", "--nosuch"], "没有选项 --nosuch", "沒有選項 --nosuch", "Unknown option '--nosuch'"),
      (
        ["list", "--limt", "3"], "没有选项 --limt（是不是 --limit？）", "沒有選項 --limt（是不是 --limit？）",
        "Unknown option '--limt'. Did you mean '--limit'?"
      ),
      (["list", "---x"], "没有选项 ---x", "沒有選項 ---x", "Invalid option: ---x"),
      (
        ["list", "--limit"], "--limit 后面要有 <limit>", "--limit 後面要有 <limit>",
        "Missing value for '--limit <limit>'"
      ),
      (
        ["list", "--json=3"], "--json 后面不要“3”", "--json 後面不要「3」",
        "The option '--json' does not take any value, but '3' was specified"
      ),
      (["list", "甲"], "多出“甲”", "多出「甲」", "Unexpected argument '甲'"),
      (["list", "甲", "乙\n"], "多出“甲”“乙 ”", "多出「甲」「乙 」", "2 unexpected arguments: '甲', '乙 '"),
      (["add"], "还要写上 <address> ...", "還要寫上 <address> ...", "Missing expected argument '<address> ...'"),
      (
        ["list", "--limit", "k"], "--limit <limit> 不能是“k”", "--limit <limit> 不能是「k」",
        "The value 'k' is invalid for '--limit <limit>'"
      ),
      (
        ["search", "茶", "--order", "up"], "--order <order> 不能是“up”；有 newest、oldest、relevance",
        "--order <order> 不能是「up」；有 newest、oldest、relevance",
        "The value 'up' is invalid for '--order <order>'. Please provide one of 'newest', 'oldest' or 'relevance'"
      ),
      (
        ["mark", "7"], "要有其中一个：--read、--unread、--starred、--unstarred、--queued、--unqueued",
        "要有其中一個：--read、--unread、--starred、--unstarred、--queued、--unqueued",
        "Missing one of: '--read', '--unread', '--starred', '--unstarred', '--queued', '--unqueued'"
      ),
      (
        ["mark", "--read", "--unread", "7"], "--read 和 --unread 只能用一个", "--read 和 --unread 只能用一個",
        "Value to be set with flag '--unread' had already been set with flag '--read'"
      ),
    ]

  @Test(arguments: misuses)
  func wrongUsageIsSaidInTheLocalesLanguage(
    arguments: [String], simplified: String, traditional: String, english: String
  ) throws {
    for (locale, line) in [
      ("zh_CN.UTF-8", simplified + "；见"), ("zh_TW.UTF-8", traditional + "；見"),
      ("en_GB.UTF-8", english + "; see"),
    ] {
      let ran = try run(arguments, environment: ["LC_ALL": locale])
      let command = ["add", "list", "search", "mark"].first { $0 == arguments[0] }
      let help = command.map { "help " + $0 } ?? "--help"
      #expect(ran.status == 2 && ran.errors == "kanbao: \(line) kanbao \(help)\n")
    }
  }

  @Test(arguments: [[], ["search"], ["show"], ["config"]])
  func helpIsInTheLocalesLanguage(command: [String]) throws {
    func help(_ locale: String) throws -> Ran {
      try run(command + ["--help"], environment: ["LC_ALL": locale, "COLUMNS": "60"])
    }
    let english = try help("en_GB.UTF-8")
    #expect(english.output.hasPrefix("OVERVIEW: ") && english.output.contains("Show the version."))
    for (locale, heading) in [("zh_CN.UTF-8", "\n选项：\n"), ("zh_TW.UTF-8", "\n選項：\n")] {
      let ran = try help(locale)
      #expect(ran.status == 0 && ran.output.contains(heading))
      let foreign = #/[A-Z]{4,}:|Show |See '|default|values/#
      #expect(
        ran.lines.allSatisfy { !$0.replacing("--default", with: "").contains(foreign) }, "\(ran.output)")
      #expect(ran.lines.allSatisfy { columns($0) <= 60 })
      #expect(ran.lines.count { $0.hasPrefix("  -") } == english.lines.count { $0.hasPrefix("  -") })
    }
  }

  /// Whatever the usual mask of who syncs it.
  @Test func aSharedCacheCanBeReadByOthers() throws {
    let scratch = Scratch()
    let command =
      "umask 077; \(program) add \(sample) --cache \(scratch.path)/a/b --data-dir \(scratch.path)/own"
    #expect(try run("sh", ["-c", command]).status == 0)
    for (name, mode) in [("/a", 0o755), ("/a/b", 0o755), ("/a/b/cache.sqlite", 0o644), ("/own", 0o700)] {
      let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + name)
      #expect(attributes[.posixPermissions] as? Int == mode, "\(name)")
    }
  }

  @Test func whatComesAfterAddingIsACommandThatWorks() throws {
    let folder = Scratch()
    let data = folder.path + "/it's my data", cache = folder.path + "/cache",
      config = folder.path + "/设置.toml"
    try "measure = 50\n".write(toFile: config, atomically: false, encoding: .utf8)
    let added = try run(["add", sample, "--cache", cache, "--data-dir", data, "--config", config])
    let next = try #require(added.lines.last?.split(separator: "：").last)
    #expect(next.hasPrefix("kanbao sync ") && next.contains(" --config \(config)"))
    let words = String(next).replacing("kanbao", with: program, maxReplacements: 1)
    #expect(try run("/bin/sh", ["-c", words]).output.contains("新到 49 篇"))
    #expect(
      try run(["add", sample], environment: ["HOME": folder.path]).output.hasSuffix("接下来：kanbao sync\n"))
  }

  @Test func aPasswordIsNeverShown() throws {
    let data = Scratch()
    for address in ["ftp://lu:geheim@h/x", "http://lu:ge/geheim@h/x", "ssh://lu:geheim@127.0.0.1:9/x"] {
      let ran = try run(["add", address, "--data-dir", data.path])
      #expect(ran.status == 1 && !ran.errors.isEmpty && !ran.errors.contains("geheim"), "\(ran)")
    }
  }

  @Test func anAddressIsRemovedHoweverItIsWritten() throws {
    let data = Scratch()
    try #require(try run(["add", sample, "--name", "刊", "--data-dir", data.path]).status == 0)
    #expect(
      try run(["remove", "刊", "--address", sample + "/./", "--data-dir", data.path]).status == 0)
    #expect(try run(["sources", "--data-dir", data.path]).lines.first?.hasSuffix("\t") == true)
  }

  @Test func addAndSyncAnswerInJSONToo() throws {
    let data = Scratch()
    let added = try objects([
      "add", "file://localhost" + sample.replacing("s", with: "%73"), "--data-dir", data.path,
    ])
    #expect(added.map { $0["name"] as? String } == ["看报样刊"])
    let synced = try objects(["sync", "--data-dir", data.path])
    #expect(synced.map { $0["new"] as? Int } == [49] && synced.map { $0["changed"] as? Int } == [0])
  }

  @Test func categoriesOfOneNameAreListedAsOneNewestFirst() throws {
    let tree = Scratch(), data = Scratch()
    for folder in ["indexes", "pages"] {
      try FileManager.default.createDirectory(
        atPath: "\(tree.path)/\(folder)", withIntermediateDirectories: true)
    }
    func write(_ name: String, _ text: String) throws {
      try text.write(toFile: "\(tree.path)/\(name)", atomically: false, encoding: .utf8)
    }
    try write(
      "README.md",
      "### 报\n\n#### 甲 &nbsp;-&nbsp; [要闻](indexes/a.md)\n\n#### 乙 &nbsp;-&nbsp; [要闻](indexes/b.md)\n")
    for (index, days) in [("a", [3, 1]), ("b", [4, 3, 2])] {
      try write(
        "indexes/\(index).md", days.map { "#### [\(index)\($0)](../pages/\(index)\($0).md)\n" }.joined())
      for day in days {
        try write(
          "pages/\(index)\(day).md", "### \(index)\(day)\n------\n\n<p>【通讯社2024年5月\(day)日】茶。</p>\n")
      }
    }
    try #require(try run(["add", tree.path, "--data-dir", data.path]).status == 0)
    try #require(try run(["sync", "--data-dir", data.path]).status == 0)
    let list = ["list", "--category", "要闻", "--data-dir", data.path]
    let whole = try objects(list)
    let days = whole.compactMap { $0["published"] as? String }
    #expect(days == days.sorted(by: >) && days.count == 5)
    let first = try objects(list + ["--limit", "2"])
    let last = try #require(first.last?["id"] as? String)
    let rest = try objects(list + ["--after", last])
    #expect((first + rest).map { $0["title"] as? String } == whole.map { $0["title"] as? String })
  }

  @Test func aRemovedSourceIsGone() throws {
    let data = try newspaper()
    #expect(try run(["remove", "样刊", "--data-dir", data.path]).status == 0)
    #expect(try run(["sources", "--data-dir", data.path]).output == "")
    #expect(try run(["list", "--data-dir", data.path]).output == "")
  }

  @Test(arguments: [["TERM": "dumb"], ["TERM": "no-such-terminal"], [:]])
  func withoutATerminalTheReaderSaysSo(environment: [String: String]) throws {
    let data = Scratch()
    let ran = try run(["--data-dir", data.path], environment: environment)
    #expect(ran.status == 1)
    #expect(ran.errors.contains("终端") && ran.errors.split(separator: "\n").count == 1)
  }

  @Test func ofSeveralAddressesOneMayBeOutOfReach() throws {
    let data = Scratch(), dead = "http://127.0.0.1:1/paper"
    let added = try run(["add", dead, sample, "--name", "刊", "--data-dir", data.path])
    #expect(added.status == 0 && added.errors.contains("127.0.0.1:1 拒绝连接"), "\(added)")
    #expect(try run(["sources", "--data-dir", data.path]).output.contains("\(dead) "))
    #expect(try run(["sync", "--data-dir", data.path]).output.contains("新到"))
    let none = try run(["add", dead, dead + "/2", "--name", "无", "--data-dir", data.path])
    #expect(none.status == 1 && none.errors.split(separator: "\n").count == 1, "\(none)")
  }

  /// What fills a cache for all accounts of a machine may be another program than this one.
  @Test(arguments: [["list"], ["list", "--json"], ["search", "响铃"], ["categories"], ["subjects"]])
  func whatACacheHoldsIsCleanedOnTheWayOut(command: [String]) throws {
    let cache = try newspaper()
    let bell = "char(27) || ']0;响铃' || char(7) || char(155)"
    for (table, column) in [("article", "title"), ("category", "name"), ("subject", "name")] {
      let sql = "UPDATE \(table) SET \(column) = \(bell) || \(column)"
      let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute(sys.argv[2]); d.commit()"
      try #require(try run("python3", ["-c", script, cache.path + "/cache.sqlite", sql]).status == 0)
    }
    let printed = try run(command + ["--data-dir", cache.path]).output
    #expect(
      printed.unicodeScalars.allSatisfy {
        $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
      })
    #expect(!printed.isEmpty || command[0] == "search")
  }

  @Test func mistakesAreSaidOnceHoweverManyArticlesAreShown() throws {
    let data = try newspaper()
    try "wrong = 1\n".write(toFile: data.path + "/config.toml", atomically: false, encoding: .utf8)
    let ids = try objects(["list", "--limit", "3", "--data-dir", data.path]).compactMap {
      $0["id"] as? String
    }
    let ran = try run(["show"] + ids + ["--data-dir", data.path, "--config", data.path + "/config.toml"])
    #expect(ran.status == 0 && ran.errors.split(separator: "\n").count == 1, "\(ran.errors)")
  }

  @Test(arguments: ["--data-dir", "--cache", "--config"])
  func anOptionThatIsEmptyIsNamed(option: String) throws {
    let ran = try run(["list", option, ""])
    #expect(ran.status == 2 && ran.errors.contains("\(option) 是空的"), "\(ran)")
  }

  @Test func severalFirstStartsAtOnceMakeOneLibrary() throws {
    let data = Scratch()
    let processes = try (1...6).map { _ in
      try spawn([program, "add", sample, "--name", "刊", "--data-dir", data.path])
    }
    let ends = processes.map { wait(for: $0) }
    #expect(ends.count { $0 == 0 } == 1 && ends.allSatisfy { $0 == 0 || $0 == 1 }, "\(ends)")
    #expect(try run(["sources", "--data-dir", data.path]).lines.count == 1)
  }
}
