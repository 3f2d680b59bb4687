// The command that looks over what a reader depends on: a line for each thing, in order or with what to do.

import ArgumentParser
import Library

/// Says whether all is in order.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: say(
      "检查语言环境、终端、资料、报源、代理等等是否正常。", "檢查語系、終端機、資料、報源、代理等等是否正常。",
      "Say whether locale, terminal, library, sources, proxy and the rest are in order."))

  @OptionGroup var common: CommonOptions
  @Flag(help: ArgumentHelp(say("不去问报源的服务器", "不去問報源的伺服器", "Ask no source's server."))) var offline = false
  @Flag(help: ArgumentHelp(say("每行一个 JSON 对象", "每行一個 JSON 物件", "One JSON object a line."))) var json = false

  func run() throws {
    let findings = Doctor(common, isOffline: offline).findings
    for finding in findings {
      if json {
        try Output.json(FindingRecord(finding))
      } else {
        let mark = finding.isInOrder ? say("好", "好", "ok") : say("！", "！", "!!")
        Output.line(
          "\(mark) \(finding.subject.name[.ofLocale])\(say("：", "：", ": "))\(finding.text[.ofLocale])")
      }
    }
    if !findings.allSatisfy(\.isInOrder) { throw ExitCode(1) }
  }
}

/// What was found about one thing.
struct Finding {
  /// What is looked at.
  enum Subject: String, CaseIterable {
    case locale, terminal, widths, clipboard, configuration, library, index, sources, mirrors, proxy, git,
      landlock

    var name: Wording {
      switch self {
      case .locale: Wording("语言环境", "語系", "locale")
      case .terminal: Wording("终端", "終端機", "terminal")
      case .widths: Wording("字宽", "字寬", "widths")
      case .clipboard: Wording("剪贴板", "剪貼簿", "clipboard")
      case .configuration: Wording("设置", "設定", "configuration")
      case .library: Wording("资料", "資料", "library")
      case .index: Wording("索引", "索引", "index")
      case .sources: Wording("报源", "報源", "sources")
      case .mirrors: Wording("镜像", "鏡像", "mirrors")
      case .proxy: Wording("代理", "代理", "proxy")
      case .git: Wording("git", "git", "git")
      case .landlock: Wording("Landlock", "Landlock", "Landlock")
      }
    }
  }

  let subject: Subject
  let isInOrder: Bool
  /// How it is, and what to do where it is not in order.
  let text: Wording

  /// It is in order.
  init(_ subject: Subject, _ text: Wording) { (self.subject, isInOrder, self.text) = (subject, true, text) }

  /// It is not.
  init(_ subject: Subject, wrong text: Wording) {
    (self.subject, isInOrder, self.text) = (subject, false, text)
  }
}

private struct FindingRecord: Encodable {
  let check: String, ok: Bool, text: String

  init(_ finding: Finding) {
    (check, ok) = (finding.subject.rawValue, finding.isInOrder)
    text = finding.text[.ofLocale]
  }
}
