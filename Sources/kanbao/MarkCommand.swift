// The command that marks articles from a shell: for those who list and read there.

import ArgumentParser
import Articles
import Foundation
import Library
import Parsing

/// Marks articles, or takes marks from them.
struct MarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: say("给文章加标记或去掉。", "給文章加標記或去掉。", "Mark articles, or take marks from them."),
    discussion: say(
      "不写编号就从标准输入读，每行开头一个，如 kanbao list 所印：kanbao list --unread | kanbao mark --read",
      "不寫編號就從標準輸入讀，每行開頭一個，如 kanbao list 所印：kanbao list --unread | kanbao mark --read",
      "Without ids they are read from standard input, one at the beginning of each line, as `kanbao list` prints them: kanbao list --unread | kanbao mark --read"
    ))

  /// What is done.
  enum Action: String, EnumerableFlag {
    case read, unread, starred, unstarred, queued, unqueued

    /// The mark, and whether it is given.
    var change: (mark: Mark, isOn: Bool) {
      switch self {
      case .read: (.read, true)
      case .unread: (.read, false)
      case .starred: (.starred, true)
      case .unstarred: (.starred, false)
      case .queued: (.queued, true)
      case .unqueued: (.queued, false)
      }
    }

    static func help(for action: Action) -> ArgumentHelp? {
      switch action {
      case .read: text("已读", "已讀", "Read.")
      case .unread: text("未读", "未讀", "Unread.")
      case .starred: text("加星标", "加星標", "Starred.")
      case .unstarred: text("去掉星标", "去掉星標", "Not starred.")
      case .queued: text("放入稍后读", "放入稍後讀", "In the queue to read later.")
      case .unqueued: text("移出稍后读", "移出稍後讀", "Not in the queue.")
      }
    }
  }

  @OptionGroup var common: CommonOptions
  @Flag var action: Action
  @Argument(help: ArgumentHelp(say("文章编号", "文章編號", "Ids of articles."), valueName: "id"))
  var ids: [String] = []

  func run() throws { try ArticleCommands(World(common)).mark(self) }
}

extension ArticleCommands {
  /// Marks articles, all together. Of standard input ids are read whole: what stands in it is not typed.
  /// - Throws: `Failure` that names those that are not there; all others are marked.
  func mark(_ options: MarkCommand) throws {
    let library = try world.openLibrary()
    var found: [ArticleID] = [], missing: [String] = []
    for name in options.ids {
      let beginning = try library.articles(beginningWith: name, limit: 2)
      if let article = beginning.first, beginning.count == 1 {
        found.append(article.id)
      } else {
        missing.append(name)
      }
    }
    for line in try options.ids.isEmpty ? ArticleCommands.input.split(whereSeparator: \.isNewline) : [] {
      guard let name = line.split(whereSeparator: \.isWhitespace).first.map(String.init) else { continue }
      if let id = ArticleID(name), try library.article(id) != nil {
        found.append(id)
      } else {
        missing.append(name)
      }
    }
    let (mark, isOn) = options.action.change
    _ = try library.setMark(mark, of: found, isOn)
    let names = cleanLine(missing.prefix(ArticleCommands.mostNamed).joined(separator: " "))
    guard !missing.isEmpty else { return }
    throw Failure(
      "没有文章 \(names)，或不止一篇这样开头；编号见 kanbao list", "沒有文章 \(names)，或不止一篇這樣開頭；編號見 kanbao list",
      "there is no article \(names), or several begin so; see `kanbao list` for ids")
  }

  /// What comes by standard input.
  private static var input: String {
    get throws {
      do {
        return String(decoding: try FileHandle.standardInput.readToEnd() ?? Data(), as: UTF8.self)
      } catch {
        throw Failure(
          "标准输入读不了；请在命令里给出编号", "標準輸入讀不了；請在命令裡給出編號",
          "standard input cannot be read; give the ids on the line")
      }
    }
  }

  private static let mostNamed = 20
}
