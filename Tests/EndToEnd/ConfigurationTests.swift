// The configuration, as one meets it: checked, read again, with keys and sources in it.

import Foundation
import TestSupport
import Testing

/// A configuration of a test's own.
private final class ConfigurationFile {
  let data = Scratch()
  var path: String { data.path + "/config.toml" }

  init(_ text: String) throws { try write(text) }

  func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

  /// Runs the program with it.
  func run(_ arguments: String..., language: String = "C.UTF-8") throws -> Ran {
    try EndToEnd.run(
      arguments + ["--data-dir", data.path, "--config", path], environment: ["LC_ALL": language])
  }

  /// What is wrong in it, a line each, without its path.
  func mistakes(language: String = "C.UTF-8") throws -> [String] {
    let ran = try run("config", "--check", language: language)
    #expect(ran.status == (ran.output.contains("没有错误") ? 0 : 1) && ran.errors == "")
    return ran.lines.map { $0.replacing(path, with: "") }
  }
}

@Suite(.blocking) struct ConfigurationTests {
  @Test(arguments: [
    ("zh_CN.UTF-8", "config.zh-Hans"), ("zh_TW.UTF-8", "config.zh-Hant"), ("en_GB.UTF-8", "config"),
  ])
  func theDefaultIsPrintedAndRight(locale: String, name: String) throws {
    let file = checkout.appending(path: "Config/\(name).toml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(try run(["config", "--default"], environment: ["LC_ALL": locale]).output == text)
    let printed = try ConfigurationFile(text)
    #expect(try printed.mistakes() == ["：没有错误"])
    #expect(try printed.run("list").errors == "")
  }

  /// The lines of the default that set something, or show how something is set.
  private func statements(_ name: String) throws -> [String] {
    let text = try String(contentsOf: checkout.appending(path: "Config/\(name).toml"), encoding: .utf8)
    return text.split(separator: "\n").map(String.init).filter {
      !$0.hasPrefix("#") || $0.contains(#/^# ("?[<>\w-]+"? = |\[[^\]]+\]$)/#)
    }
  }

  @Test func theDefaultIsTheSameInEveryLanguage() throws {
    let english = try statements("config")
    #expect(english.count > 40)
    #expect(try statements("config.zh-Hans") == english)
    #expect(try statements("config.zh-Hant").map { $0.replacing("晚報", with: "晚报") } == english)
  }

  @Test func aNULEndsNoText() throws {
    let file = try ConfigurationFile("measure = 60\0\nfoo = 1\n")
    let mistakes = try file.mistakes()
    #expect(mistakes.count == 2 && mistakes[0].contains("第 1 行") && mistakes[0].contains("NUL"))
  }

  /// Only where there is certainly none is all as by default.
  @Test func aLinkThatLeadsNowhereIsNamed() throws {
    let home = Scratch()
    let folder = home.path + "/kanbao"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/config.toml", withDestinationPath: "/nowhere/config.toml")
    let ran = try run(["config", "--check"], environment: ["XDG_CONFIG_HOME": home.path])
    #expect(ran.status == 1 && ran.errors.contains(folder + "/config.toml 读不了"))
  }

  @Test func whatTheDefaultShowsInCommentsIsRightToo() throws {
    let file = checkout.appending(path: "Config/config.toml")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let whole = lines.map { line in
      line.contains(#/^# ("?[<>\w-]+"? = |\[[^\]]+\]$)/#) ? line.dropFirst(2) : line
    }
    #expect(whole.count { !$0.hasPrefix("#") } >= lines.count { !$0.hasPrefix("#") } + 15)
    #expect(try ConfigurationFile(whole.joined(separator: "\n")).mistakes() == ["：没有错误"])
  }

  @Test func whereThereAreTooManyMistakesThatIsSaid() throws {
    let lines = (1...30).map { "key\($0) = = \($0)" }
    let mistakes = try ConfigurationFile(lines.joined(separator: "\n")).mistakes()
    #expect(mistakes.count == 21 && mistakes.last?.hasSuffix("错太多，其余的没有查；改好这些再查一次") == true)
  }

  @Test func whatIsNotWantedIsMarkedReadAsItComes() throws {
    let file = try ConfigurationFile("ignore = [\"category:星空\"]")
    try #require(try file.run("add", sample, "--name", "样刊").status == 0)
    try #require(try file.run("sync").status == 0)
    let unread = try file.run("categories").lines.map {
      $0.split(separator: "\t")[1...2].joined(separator: " ")
    }
    #expect(unread.contains("见闻/星空 0/7") && unread.contains("生活/园艺 7/7"), "\(unread)")
    try file.write("ignore = [\"title:菜\", \"is:new\"]")
    #expect(try file.mistakes() == [" 第 1 行：is:new：is: 后面是 read、unread、starred 或 queued，这里是：new"])
    try file.write("ignore = \"title:菜\"")
    #expect(try file.mistakes() == [" 第 1 行：“ignore”应为搜索的列表，如 [\"title:彩票\"]"])
  }

  @Test func everyMistakeIsNamedWithItsLineAndTheNearestRightWord() throws {
    let file = try ConfigurationFile(
      """
      mesure = 40
      measure = 4   # too short
      kinsoku = "stric"

      [keys]
      preset = "vi"
      [keys.all]
      "gg" = "frist"
      "<Spcae>" = "next"
      "5j" = "next"
      "<C-n>" = "next"
      "^N" = "previous"
      "e" = "down"
      "ee" = "up"
      [keys.artcle]
      "a" = "first"
      [keys.front]
      "o" = "order"
      'z' = 1
      [sync]
      headers = [ "X: 1", # }
        "no", ]
      proxy = \"""
      none\"""
      [sources."晚报"]
      intervall = "1h"
      sources-of = { address = "x", "a.b" = 1 }
      """)
    #expect(
      try file.mistakes() == [
        " 第 1 行：没有“mesure”这项设置；是不是 measure？", " 第 2 行：“measure”应为 10 – 400",
        " 第 3 行：“kinsoku”应为 strict、basic；是不是 strict？",
        " 第 6 行：“keys.preset”应为 kanbao、newsboat、vim、less、mutt、bbs；是不是 vim？",
        " 第 8 行：没有命令“frist”；是不是 first？", " 第 9 行：没有叫“<Spcae>”的键；是不是 <Space>？",
        " 第 10 行：“5j”：先输入的数字是次数", " 第 12 行：“^N”和第 11 行的“<C-n>”是同一个键",
        " 第 14 行：“ee”和第 13 行的“e”，一个是另一个的开头", " 第 15 行：没有“keys.artcle”这项设置；是不是 article？",
        " 第 18 行：order 在 front 里没有用", " 第 19 行：“keys.front.z”应为命令的名字", " 第 21 行：“sync.headers”应为“名字: 值”的列表",
        " 第 26 行：没有“sources.晚报.intervall”这项设置；是不是 interval？",
        " 第 27 行：没有“sources.晚报.sources-of”这项设置；有 address、addresses、archive、ca-file、categories、connections、daily-budget、dns-over-https、drop-unread、headers、interval、keep-articles、keep-days、proxy、script、skip-categories、speed-limit、user-agent",
      ])
    let ran = try file.run("list")
    #expect(ran.status == 1 && ran.errors.contains("第 2 行") && ran.errors.contains("另有"))
    #expect(
      try file.mistakes(language: "en_GB.UTF-8")[0]
        == ": line 1: there is no setting “mesure”; did you mean measure?")
  }

  @Test(arguments: [
    ("script = = 1", 10, "= 后面没有值"), ("script =", 9, "= 后面没有值"), ("script", 7, "“script”后面没有 ="),
    ("script: \"simplified\"", 7, "“script”后面没有 ="), ("script：\"simplified\"", 7, "： 要写成半角的 ="),
    ("script = “simplified”", 10, "“ 要写成半角的 \""),
    ("script = \"simplified", 10, "引号 \" 没有配上另一个"), ("script = 'simplified", 10, "引号 ' 没有配上另一个"),
    ("save-folder = \"\"\"\n/tmp", 15, "引号 \" 没有配上另一个"),
    ("script = simplified # all", 10, "“simplified”要加引号：\"simplified\""),
    ("save-folder = ~/my files", 15, "“~/my files”要加引号：\"~/my files\""),
    ("justified = True", 13, "“True”要写成 true"), ("measure = 080", 11, "“080”不是数"),
    ("measure = 80 columns", 14, "多出“columns”"), ("[keys", 1, "[ 没有配上 ]"), ("[keys.]", 7, "多出“]”"),
    ("[晚报]", 2, "名字“晚报”要加引号"), ("[sources.晚报]", 10, "名字“晚报”要加引号"), ("[[ /]]", 4, "名字“/”要加引号"),
    ("晚报 = 1", 1, "名字“晚报”要加引号"), ("【keys】", 1, "【 要写成半角的 ["), ("= 1", 1, "= 前面没有名字"),
    ("// none", 1, "注释要用 # 开头"), ("save-folder = \"C:\\kan\"", 19, "反斜线要写成 \\\\，或把引号换成 '"),
  ])
  func whatIsNoTOMLIsNamedWithItsPlaceAndTheReason(line: String, column: Int, reason: String) throws {
    let file = try ConfigurationFile("mesure = 1\n\(line)\n[sync]\nconnections = 99\n")
    #expect(
      try file.mistakes() == [
        " 第 1 行：没有“mesure”这项设置；是不是 measure？", " 第 2 行第 \(column) 列：\(reason)",
        " 第 \(line.contains("\n") ? 5 : 4) 行：“sync.connections”应为 1 – 32",
      ])
  }

  @Test func ofABrokenFileEverythingWrongIsNamed() throws {
    let file = try ConfigurationFile(
      """
      script = simplified
      measure = 40
      measure = 50
      [sync]
      headers = [ "X: 1",
        "Y: 2"
      interval = 1h
      [sources.晚报]
      address = “/tmp”
      [keys]
      preset = "vi"
      [sync]
      proxy = { a = 1
      """)
    #expect(
      try file.mistakes() == [
        " 第 1 行第 10 列：“simplified”要加引号：\"simplified\"", " 第 3 行第 11 列：“measure”写了两次，第 2 行已有",
        " 第 5 行第 11 列：[ 没有配上 ]", " 第 7 行第 12 列：“1h”要加引号：\"1h\"", " 第 8 行第 10 列：名字“晚报”要加引号",
        " 第 9 行第 11 列：“ 要写成半角的 \"", " 第 11 行：“keys.preset”应为 kanbao、newsboat、vim、less、mutt、bbs；是不是 vim？",
        " 第 12 行第 1 列：“sync”写了两次，第 4 行已有", " 第 13 行第 9 列：{ 在这一行没有配上 }",
      ])
    let list = try file.run("list")
    #expect(list.status == 1 && list.errors.contains("第 1 行第 10 列") && list.errors.contains("另有 8 处"))
  }

  @Test(arguments: [
    ("zh_TW.UTF-8", " 第 1 行第 11 欄：「40x」要加引號：\"40x\""),
    ("en_GB.UTF-8", ": line 1, column 11: “40x” wants quotation marks: \"40x\""),
  ])
  func whatIsNoTOMLIsSaidInTheReadersLanguage(language: String, line: String) throws {
    #expect(try ConfigurationFile("measure = 40x").mistakes(language: language) == [line])
  }

  @Test func aFileThatIsNoConfigurationAtAllIsSoonGivenUp() throws {
    let text = String(repeating: "这不是设置\n", count: 1000)
    #expect(try ConfigurationFile(text).mistakes().count == 21)
  }

  @Test(arguments: [
    "ftp://mirror.example/paper", "https://", "https://mirror.example/?q=1", "ext::sh", "-x:y", "",
  ])
  func anAddressThatNoSourceCanHaveIsAMistake(address: String) throws {
    let file = try ConfigurationFile(
      "[sources.\"报\"]\naddress = \"\(address)\"\naddresses = [\"\(address)\"]\n")
    let mistakes = try file.mistakes()
    #expect(mistakes.count == 2 && mistakes[0].hasPrefix(" 第 2 行：“sources.报.address”应为地址：http(s)://、git://"))
    #expect(mistakes[1].hasPrefix(" 第 3 行：“sources.报.addresses”应为地址的列表"))
    #expect(try run(["add", "--data-dir", file.data.path, "--", address]).status == 1)
  }

  @Test(arguments: [
    "https://mirror.example/报", "http://lu:ge@127.0.0.1:8080/a/", "git://h/x", "ssh://lu@h:22/x",
    "git+https://h/x.git",
    "lu@h:paper.git", "h:x", "file:///tmp/x", "/no/such/folder", "~/paper", "paper/x",
  ])
  func anAddressThatASourceCanHaveIsNone(address: String) throws {
    let file = try ConfigurationFile("[sources.\"报\"]\naddress = \"\(address)\"\n")
    #expect(try file.mistakes() == ["：没有错误"])
  }

  @Test func whatNobodyKnowsIsPassedOver() throws {
    let file = try ConfigurationFile("mesure = 40\n[keys.front]\n\"o\" = \"order\"\n")
    let ran = try file.run("list")
    #expect(ran.status == 0 && ran.errors.split(separator: "\n").count == 2 && ran.errors.contains("第 1 行"))
  }

  @Test(arguments: [["config"], ["config", "--default", "--check"], ["config", "--default", "file"]])
  func oneOfTwoThingsIsAskedFor(arguments: [String]) throws { #expect(try run(arguments).status == 2) }

  @Test func aFileMayBeNamed() throws {
    let file = try ConfigurationFile("a = 1")
    #expect(try run(["config", "--check", file.path]).output.hasPrefix("\(file.path) 第 1 行"))
    #expect(try run(["config", "--check", "/no/such/file"]).status == 1)
    let none = try run(["config", "--check"], environment: ["XDG_CONFIG_HOME": "/no/such"])
    #expect(none.status == 0 && none.output == "没有 /no/such/kanbao/config.toml，一切照默认\n")
  }

  @Test func whatIsThereTwiceIsNamedAsItIsWritten() throws {
    let scratch = Scratch(), file = scratch.path + "/config.toml"
    try "[keys.article]\n\"<Tab>\" = \"down\"\n\"<Tab>\" = \"up\"\n[sources.\"晚报\"]\n[sources.\"晚报\"]\n"
      .write(toFile: file, atomically: true, encoding: .utf8)
    let ran = try run(["config", "--check", file], environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(ran.output.contains("“<Tab>”写了两次，第 2 行已有\n"), "\(ran.output)")
    #expect(ran.output.contains("“sources.晚报”写了两次，第 4 行已有\n"))
  }

  @Test func aFileInAnotherEncodingIsNamedWithItsLine() throws {
    let scratch = Scratch(), file = scratch.path + "/config.toml"
    var bytes = Data("measure = 60\n# ".utf8)
    bytes += [0xD6, 0xD0, 0xCE, 0xC4, 0x0A]
    try bytes.write(to: URL(filePath: file))
    for arguments in [["config", "--check", file], ["list", "--config", file, "--data-dir", scratch.path]] {
      let ran = try run(arguments, environment: ["LC_ALL": "en_GB.UTF-8"])
      #expect(ran.status == 1 && (ran.output + ran.errors).contains("\(file): line 2 is not UTF-8"), "\(ran)")
    }
  }
}

@Suite(.blocking) struct ConfiguredSourceTests {
  private func sources(_ file: ConfigurationFile) throws -> [[Substring]] {
    try file.run("sources").lines.map { $0.split(separator: "\t") }
  }

  @Test func sourcesMayStandInTheFileAndNothingIsLostWhenTheyGo() throws {
    let file = try ConfigurationFile("[sources.\"样刊\"]\naddress = \"\(sample)/\"\n")
    #expect(try sources(file) == [["样刊", "0/0", Substring(sample), "\(file.path) 第 1 行"]])
    #expect(try file.run("sync").status == 0)
    #expect(try file.run("list").lines.count == 49)

    let refused = try file.run("remove", "样刊")
    #expect(refused.status == 1 && refused.errors.contains("写在 \(file.path) 第 1 行"))
    #expect(try file.run("remove", "样刊", "--address", sample).status == 1)

    let copy = Scratch()
    try FileManager.default.copyItem(atPath: sample, toPath: copy.path + "/copy")
    #expect(try file.run("add", copy.path + "/copy", "--to", "样刊").status == 0)
    #expect(try file.run("remove", "样刊", "--address", copy.path + "/copy").status == 0)

    try file.write("[sources.\"样刊\"]\naddresses = [\"\(sample)\", \"\(copy.path)/copy\"]\n")
    #expect(try sources(file)[0][2].split(separator: " ").count == 2)

    try file.write("")
    #expect(try sources(file).map { $0.count } == [3])
    #expect(try file.run("list").lines.count == 49)
    #expect(try file.run("remove", "样刊").status == 0)
    #expect(try sources(file).isEmpty)
  }

  /// What there is to choose from is known before anything is fetched.
  @Test func onlyTheCategoriesThatAreChosenAreFetched() throws {
    let file = try ConfigurationFile("[sources.\"样刊\"]\ncategories = [\"飲食\", \"星室\"]\n")
    #expect(try file.run("add", sample, "--name", "样刊").status == 0)
    func skipped() throws -> [Bool] { try file.run("categories").lines.map { $0.hasSuffix("\t不取") } }
    #expect(try skipped() == [false] + Array(repeating: true, count: 6))
    let ran = try file.run("sync"), advice = "星室：没有叫这个名字的栏目；是不是 星空？"
    #expect(ran.status == 0 && ran.errors.contains(advice))
    let articles = try file.run("list").lines
    #expect(try articles.count == 8 && file.run("list", "--category", "飲食").lines == articles)
    #expect(try file.run("doctor", "--offline").output.contains(advice))
    try file.write("[sources.\"样刊\"]\nskip-categories = [\"饮食\"]\n")
    // What had been fetched stays, at the end.
    #expect(try skipped() == Array(repeating: false, count: 6) + [true])
    #expect(try file.run("sync").errors == "")
    #expect(try file.run("list").lines.count == 49)
  }

  @Test func aChoiceIsSeenWhenTheFileIsReadAgain() throws {
    let text = "[sources.\"样刊\"]\naddress = \"\(sample)\"\n"
    let file = try ConfigurationFile(text)
    try #require(try file.run("sync").status == 0)
    let terminal = try Terminal()
    try terminal.start(file.data, "--config \(file.path)")
    func isAbove(_ upper: String, _ lower: String, _ screen: String) -> Bool {
      guard let upper = screen.firstRange(of: upper), let lower = screen.firstRange(of: lower) else {
        return false
      }
      return upper.lowerBound < lower.lowerBound
    }
    try terminal.wait("the front page's order") { isAbove("饮食", "星空", $0) }
    try file.write(text + "categories = [\"星空\"]\n")
    try terminal.type(":source\n")
    try terminal.wait("what is chosen above the rest") { isAbove("星空", "饮食", $0) }
    try terminal.press("Q")
    try terminal.waitForShell()
  }

  @Test func aCategoryThatIsGoneIsSaidToBe() throws {
    let file = try ConfigurationFile(""), folder = file.data.path + "/mirror"
    try FileManager.default.copyItem(atPath: sample, toPath: folder)
    #expect(try file.run("add", folder, "--name", "样刊").status == 0)
    #expect(try file.run("sync").status == 0)
    try "#### 生活 - [饮食](indexes/饮食.md)\n"
      .write(toFile: folder + "/README.md", atomically: true, encoding: .utf8)
    #expect(try file.run("sync").status == 0)
    #expect(
      try file.run("categories").lines.map { $0.hasSuffix("\t首页不再列出") }
        == [false] + Array(repeating: true, count: 6))
  }

  @Test func whatCannotBeAddedIsSaidAndTheRestIs() throws {
    let file = try ConfigurationFile(
      "[sources.\"甲\"]\naddress = \"\(sample)\"\n[sources.\"乙\"]\naddress = \"\(sample)\"\n[sources.\"丙\"]\naddress = \"https://mirror.example/paper.git\""
    )
    let ran = try file.run("sources")
    #expect(ran.status == 0 && ran.errors.contains("已经是 甲 的地址"))
    #expect(
      ran.lines.map { $0.prefix(1) } == ["甲", "丙"]
        && ran.lines[1].contains("git+https://mirror.example/paper.git"))
  }

  @Test func theSampleIsReadAlone() throws {
    let file = try ConfigurationFile("[sources.\"晚报\"]\naddress = \"/no/such/folder\"\n")
    let terminal = try Terminal()
    try terminal.type("\(program) --sample --config \(file.path)\n")
    let screen = try terminal.wait(for: "样刊")
    #expect(!screen.contains("晚报"))
    try terminal.press("Q")
    try terminal.wait("the end") { !$0.contains("样刊") && $0.contains("ready$") }
  }
}

@Suite(.blocking) struct KeyConfigurationTests {
  @Test func keysAreBoundAndReadAgainWhileRunning() throws {
    let file = try ConfigurationFile(
      "[keys]\npreset = \"vim\"\n[keys.list]\n\"<C-n>\" = \"down\"\n\"ge\" = \"last\"\n")
    let terminal = try Terminal(columns: 160)
    try terminal.type("\(program) --sample --data-dir \(file.data.path) --config \(file.path)\n")
    try terminal.wait(for: "样刊")
    try terminal.press("3", "Enter", "Enter")
    try terminal.wait(for: " 1/8")
    try terminal.press("C-n")
    try terminal.wait(for: " 2/8")
    try terminal.press("g")
    try terminal.wait("what is pending") { $0.contains(#/ g\n*$/#) }
    try terminal.press("e")
    try terminal.wait(for: " 8/8")
    try terminal.press("2", "g", "g")
    try terminal.wait(for: " 2/8")

    try file.write("language = \"english\"\n[keys.list]\n\"e\" = \"last\"\n")
    try terminal.type(":so\t\n")
    try terminal.wait(for: "The configuration has been read again")
    try terminal.press("e")
    try terminal.wait(for: " 8/8")

    try file.write("measure = 4\nmesure = 1\n[keys.list]\n\"e\" = \"frist\"\n")
    try terminal.press("C-x", "C-r")
    try terminal.wait(for: "line 1: “measure” wants a number")
    try terminal.press("g", "e")
    try terminal.wait(for: " 8/8")
    try terminal.press("!")
    let log = try terminal.wait(for: "line 4: there is no command “frist”; did you mean first?")
    #expect(log.contains("line 2: there is no setting “mesure”"))
  }
}
