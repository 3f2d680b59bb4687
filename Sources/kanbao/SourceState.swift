// How the sources are, for the reader's screen of them: what each mirror last said.

import Foundation
import Library
import Parsing
import Reader
import Sync

/// What is known of each source, in a language; to strangers nothing is said of its mirrors.
/// - Throws: `LibraryError`.
func stateEntries(of library: Library, _ configuration: Configuration, in language: Language) throws
  -> [SourceState]
{
  let now = Int64(Date().timeIntervalSince1970)
  return try library.sources().map { source in
    let mirrors = try library.mirrors(of: source.key).map { ($0.address, MirrorHealth($0)) }
    let used = mirrors.filter { $0.1.succeeded > 0 }.max { $0.1.succeeded < $1.1.succeeded }
    let bytes = mirrors.reduce(0) { $0 + $1.1.bytes(ofDay: now) }
    var lines = [SourceState.Line(StateWords.articles[language], "\(source.unread)/\(source.total)")]
    lines.append(
      SourceState.Line(
        StateWords.succeeded[language], used.map { minute($0.1.succeeded) } ?? StateWords.never[language]))
    if library.isForStrangers { return SourceState(source: source.key, lines: lines) }
    lines.append(SourceState.Line(StateWords.bytes[language], Output.size(bytes)))
    let limit = configuration.settings(of: source.key).dailyBudget
    if let limit, bytes >= limit {
      lines.append(
        SourceState.Line(
          StateWords.failed[language], explanation(of: SyncError.budgetSpent(limit: limit), in: language)))
    }
    for (address, health) in mirrors {
      let isUsed = address == used?.0 && mirrors.count > 1
      lines.append(
        SourceState.Line(
          isUsed ? StateWords.inUse[language] : StateWords.address[language], shownAddress(address)))
      if let error = health.error {
        lines.append(
          SourceState.Line(
            StateWords.failed[language], "\(minute(health.asked)) \(explanation(of: error, in: language))"))
      }
      for left in health.leftOut ?? [] {
        lines.append(
          SourceState.Line(
            StateWords.leftOut[language], "\(minute(left.time)) \(explanation(of: left.note, in: language))"))
      }
      if let seconds = health.wait(at: now) {
        lines.append(
          SourceState.Line(
            StateWords.retry[language], minute(now + Int64(seconds))))
      }
    }
    if let place = configuration.source(source.key)?.place[language] {
      lines.append(SourceState.Line(StateWords.configured[language], cleanLine(place)))
    }
    return SourceState(source: source.key, lines: lines)
  }
}

/// A time as people read it: the day and the minute, of this machine's zone.
func minute(_ seconds: Int64) -> String { written(seconds, as: "%Y-%m-%d %H:%M") }

/// The time of day it is, to the minute.
func timeOfDay() -> String { written(Int64(time(nil)), as: "%H:%M") }

private func written(_ seconds: Int64, as format: String) -> String {
  var parts = tm()
  var time = time_t(seconds)
  localtime_r(&time, &parts)
  var text = [CChar](repeating: 0, count: 32)
  strftime(&text, text.count, format, &parts)
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private enum StateWords {
  static let articles = Wording("未读/全部", "未讀/全部", "Unread/all")
  static let succeeded = Wording("上次成功", "上次成功", "Last success")
  static let never = Wording("还没有", "還沒有", "not yet")
  static let bytes = Wording("今天流量", "今天流量", "Bytes today")
  static let address = Wording("地址", "位址", "Address")
  static let inUse = Wording("正用的地址", "正用的位址", "Address in use")
  static let configured = Wording("写在", "寫在", "Configured in")
  static let failed = Wording("失败", "失敗", "Failed")
  static let leftOut = Wording("未取", "未取", "Left out")
  static let retry = Wording("再试", "再試", "Again at")
}
