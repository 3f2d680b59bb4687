// What the doctor looks at on this machine: the terminal and what is around the program. What it keeps is in
// Doctor+Library.swift, where that comes from in Doctor+Mirrors.swift. Nothing is kept of what is asked there, and nothing
// changed but what any command would.

import Articles
import Foundation
import Hanzi
import Reader
import Sync
import Terminal

struct Doctor {
  let common: CommonOptions
  /// Whether nobody is asked over a network.
  let isOffline: Bool
  /// What is wrong in the configuration.
  private let mistakes: [Wording]
  /// The world; where the configuration cannot be used, without it.
  let world: World

  init(_ common: CommonOptions, isOffline: Bool) {
    (self.common, self.isOffline) = (common, isOffline)
    do {
      mistakes = try Configuration.examine(common.config).mistakes.map(\.sentence)
    } catch {
      mistakes = [error.sentences]
    }
    world = (try? World(common)) ?? World(common, Configuration())
  }

  /// What was found about each thing, in order.
  var findings: [Finding] {
    [locale, terminal, widths, clipboard, configuration] + ofLibrary + [proxy, git, landlock]
  }

  // MARK: The terminal

  private var locale: Finding {
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].firstNonNil { environment($0) } ?? "C"
    switch LocaleCharacters.now {
    case .utf8: return Finding(.locale, Wording(name, name, name))
    case .another(let set):
      return Finding(
        .locale,
        Wording(
          "\(name) 的字符集是 \(set)，看报自己用 UTF-8", "\(name) 的字元集是 \(set)，看報自己用 UTF-8",
          "\(name) has \(set); Kanbao uses UTF-8 by itself"))
    case .missing:
      return Finding(
        .locale,
        Wording(
          "系统里没有 \(name)，看报自己用 UTF-8", "系統裡沒有 \(name)，看報自己用 UTF-8",
          "\(name) is not installed; Kanbao uses UTF-8 by itself"))
    }
  }

  private var terminal: Finding {
    let name = environment("TERM") ?? ""
    guard name != "dumb", let type = TerminalType(name) else {
      return Finding(.terminal, wrong: TerminalError.unusable(term: name).sentences)
    }
    let colors = TerminalType.saysTrueColors ? 1 << 24 : type.colors
    return Finding(
      .terminal, Wording("\(name)，\(colors) 色", "\(name)，\(colors) 色", "\(name), \(colors) colours"))
  }

  private var widths: Finding {
    let width = TerminalWidths(world).expected
    let text =
      switch width {
      case .narrow?: Wording("“”…—占一格", "“”…—佔一格", "“ ” … — take one cell")
      case .wide?: Wording("“”…—占两格", "“”…—佔兩格", "“ ” … — take two cells")
      case nil: Wording("打开阅读界面时会问终端", "開啟閱讀介面時會問終端機", "the terminal is asked when the reader is opened")
      }
    return Finding(.widths, text)
  }

  private var clipboard: Finding {
    if let tmux = TmuxClipboard() {
      let text = "tmux: " + tmux.settings
      return tmux.isOpen
        ? Finding(.clipboard, Wording(text, text, text)) : Finding(.clipboard, wrong: tmux.remedy)
    }
    if environment("TERM") == "linux" {
      return Finding(
        .clipboard,
        wrong: Wording("控制台没有剪贴板；可以用二维码", "主控台沒有剪貼簿；可以用 QR 碼", "the console has none; use the QR code"))
    }
    let isScreen = environment("STY") != nil
    return Finding(
      .clipboard,
      isScreen
        ? Wording(
          "经 screen 送到终端（OSC 52）", "經 screen 送到終端機（OSC 52）", "through screen to the terminal (OSC 52)")
        : Wording("要看终端认不认 OSC 52", "要看終端機認不認 OSC 52", "up to the terminal (OSC 52)"))
  }

  // MARK: What is around the program

  private var configuration: Finding {
    let file = common.config ?? Configuration.usualFile
    if let first = mistakes.first {
      let others = mistakes.count - 1
      let more = Wording(
        "；另有 \(others) 处，见 kanbao config --check", "；另有 \(others) 處，見 kanbao config --check",
        "; \(others) more, see kanbao config --check")
      return Finding(.configuration, wrong: others > 0 ? first + more : first)
    }
    guard World.mayBeThere(file) else {
      return Finding(.configuration, Wording("没有，一切照默认", "沒有，一切照預設", "none; all is as by default"))
    }
    return Finding(.configuration, Wording(file, file, file))
  }

  private var proxy: Finding {
    switch world.configuration.settings(of: "").proxy {
    case .none: return Finding(.proxy, Wording("设置里说不用", "設定裡說不用", "none, as configured"))
    case .address(let address):
      let shown = shownProxy(address)
      return Finding(.proxy, Wording("\(shown)（设置）", "\(shown)（設定）", "\(shown) (configured)"))
    case .environment:
      let names = [
        "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
      ]
      let named = names.compactMap { name in environment(name).map { "\(name)=\(shownProxy($0))" } }
      let text = named.joined(separator: " ")
      return Finding(.proxy, named.isEmpty ? Wording("不用", "不用", "none") : Wording(text, text, text))
    }
  }

  private var git: Finding {
    guard let version = firstLine(of: "git", "--version") else {
      return Finding(
        .git, wrong: Wording("没有安装；git 的报源要用它", "沒有安裝；git 的報源要用它", "not installed; sources in git need it"))
    }
    let number = version.replacing("git version ", with: "")
    return Finding(.git, Wording(number, number, number))
  }

  private var landlock: Finding {
    switch Wall.version {
    case 0:
      return Finding(
        .landlock,
        Wording(
          "内核没有；--restricted 只靠程序自己", "核心沒有；--restricted 只靠程式自己",
          "not in this kernel; --restricted stands on the program alone"))
    case let version where version < 4:
      return Finding(
        .landlock,
        Wording(
          "第 \(version) 版，管文件，不管网络", "第 \(version) 版，管檔案，不管網路", "version \(version): files, not the network"))
    case let version:
      return Finding(.landlock, Wording("第 \(version) 版", "第 \(version) 版", "version \(version)"))
    }
  }
}

extension Error {
  /// The line about it in all languages.
  var sentences: Wording {
    Wording(
      explanation(of: self, in: .simplified), explanation(of: self, in: .traditional),
      explanation(of: self, in: .english))
  }
}
