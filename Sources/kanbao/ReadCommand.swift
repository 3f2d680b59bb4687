// The command that opens the reader: on one's own library, on the sample, or for strangers.

import ArgumentParser
import Library

/// Opens the reader.
struct Read: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: say(
      "打开阅读界面（只写 kanbao 也是）。", "開啟閱讀介面（只寫 kanbao 也是）。", "Open the reader (what kanbao alone does)."))

  @OptionGroup var common: CommonOptions

  @Flag(
    help: ArgumentHelp(say("看自带的样刊", "看內建的樣刊", "Read the newspaper that comes with Kanbao.")))
  var sample = false

  @Flag(
    help: ArgumentHelp(
      say(
        "给访客：只能阅读 --cache 里的文章，别的都不能做", "給訪客：只能閱讀 --cache 裡的文章，別的都不能做",
        "For strangers: they read what is in --cache, and can do nothing else.")))
  var restricted = false

  @Option(
    help: ArgumentHelp(
      say(
        "和 --restricted 一起用：标记存在这个文件夹，每个登录名一处；不写就只记到退出", "和 --restricted 一起用：標記存在這個資料夾，每個登入名稱一處；不寫就只記到離開",
        "With --restricted: keep marks in this folder, apart for each login name; otherwise until one leaves."
      ),
      valueName: "dir"))
  var marks: String?

  @Option(
    help: ArgumentHelp(
      say(
        "这么久没有按键就退出：30m、2h", "這麼久沒有按鍵就離開：30m、2h", "Leave when no key was pressed for so long: 30m, 2h."),
      valueName: "time"))
  var idleLimit: String?

  func validate() throws {
    if let idleLimit { _ = try Read.seconds(idleLimit) }
    if marks != nil, !restricted {
      throw ValidationError(
        say("--marks 要和 --restricted 一起用", "--marks 要和 --restricted 一起用", "--marks goes with --restricted"))
    }
    if marks == "" {
      throw ValidationError(say("--marks 要一个文件夹", "--marks 要一個資料夾", "--marks wants a folder"))
    }
    if sample, common.cache != nil {
      throw ValidationError(
        say("--sample 不能和 --cache 一起用", "--sample 不能和 --cache 一起用", "--sample does not go with --cache"))
    }
    guard restricted else { return }
    if common.cache == nil {
      throw ValidationError(
        say("--restricted 要有 --cache", "--restricted 要有 --cache", "--restricted wants --cache"))
    }
    if sample || common.dataDir != nil || common.config != nil {
      throw ValidationError(
        say(
          "--restricted 不能和 --sample、--data-dir、--config 一起用",
          "--restricted 不能和 --sample、--data-dir、--config 一起用",
          "--restricted goes with neither --sample nor --data-dir nor --config"))
    }
  }

  func run() throws {
    let limit = try idleLimit.map(Read.seconds).map { Duration.seconds($0) }
    if let cache = common.cache, restricted {
      try Restriction.read(cache: cache, marks: marks, idleLimit: limit)
    } else if sample {
      try Sample.read(common, idleLimit: limit)
    } else {
      let world = try World(common)
      try Application.run(world, Library(world.places), idleLimit: limit)
    }
  }

  private static func seconds(_ time: String) throws -> Int {
    guard let seconds = Section.time(time) else {
      throw ValidationError(
        say(
          "--idle-limit 要 30m、2h 这样的时间", "--idle-limit 要 30m、2h 這樣的時間",
          "--idle-limit wants a time such as 30m or 2h"))
    }
    return seconds
  }
}
