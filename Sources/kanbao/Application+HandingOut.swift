// What leaves the reader: a text to the clipboard, a file, another program. Nothing of it passes a shell.

import Foundation
import Parsing
import Reader
import Terminal

extension Application {
  /// Does what hands something out; the answer is a message. Nil where there is nothing to say.
  /// - Throws: `Failure` with what could not be done.
  func handOut(_ effect: Effect) throws -> Message? {
    switch effect {
    case .copy(let text):
      display.copy(text)
      // Asked once: what was copied is not to be missed only when it is pasted.
      if !world.isRestricted, !isClipboardOpen, let tmux = TmuxClipboard(), !tmux.isOpen {
        return failure(tmux.failure)
      }
      isClipboardOpen = true
    case .save(let file): return try save(file)
    case .browse(let address): return try browse(address)
    case .pipe(let words, let text):
      let end = try lend(words, text) { farewell(words, $0) }
      if case .notStarted = end { return failure(Failure(outcome(words, end))) }
    case .page(let text): return try finish(OutsideCommand.pager, lend(OutsideCommand.pager, text))
    case .edit(let text): return try edit(text)
    default: break
    }
    return nil
  }

  private func save(_ file: FileToSave) throws -> Message {
    let folder = world.configuration.saveFolder ?? FileManager.default.currentDirectoryPath
    let saved = SavedFile(file.name, in: folder)
    return try saved.write(file.contents, replaces: file.replaces)
      ? .saved(cleanLine(saved.path)) : .exists(file)
  }

  private func browse(_ address: String) throws -> Message? {
    guard OutsideCommand.isOfTheWeb(address) else {
      throw Failure("不是网页的地址：\(address)", "不是網頁的位址：\(address)", "no address of a web page: \(address)")
    }
    guard let command = OutsideCommand.browser(for: address) else {
      throw Failure(
        "没有浏览器可用（请设置 BROWSER）：\(address)", "沒有瀏覽器可用（請設定 BROWSER）：\(address)",
        "no browser is here (set BROWSER): \(address)")
    }
    guard command.isApart else { return try finish(command.words, lend(command.words, nil)) }
    let mailbox = mailbox, words = command.words, language = world.preferences.language
    _ = BackgroundThread { _ in
      let end = runApart(words)
      if end != .exited(0) { mailbox.post(.failed(outcome(words, end)[language], at: timeOfDay())) }
    }
    return nil
  }

  /// Opens a copy in the editor, which is gone afterwards.
  private func edit(_ text: String) throws -> Message? {
    var path = Array(
      (environment("TMPDIR") ?? "/tmp").utf8CString.dropLast() + "/kanbao-XXXXXX.txt".utf8CString)
    let file = mkstemps(&path, 4)
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else { throw SavedFile.failure(errno, at: cleanLine(name)) }
    defer { unlink(name) }
    let reason = writeAll(Array(text.utf8), to: file) ? 0 : errno
    close(file)
    guard reason == 0 else { throw SavedFile.failure(reason, at: cleanLine(name)) }
    let words = OutsideCommand.editor + [name]
    return try finish(words, lend(words, nil))
  }

  private func lend(
    _ words: [String], _ text: String?,
    afterwards: (CommandEnd) -> String? = { _ in nil }
  ) throws -> CommandEnd {
    guard let name = words.first, OutsideCommand.isThere(name) else {
      throw Failure(outcome(words, .notStarted(ENOENT)))
    }
    defer { lastInput = .now }
    return display.lend(to: words, input: text.map { Array($0.utf8) }, poller, afterwards: afterwards)
  }

  /// What is said of a command that has ended; nothing where all is well.
  private func finish(_ words: [String], _ end: CommandEnd) -> Message? {
    end == .exited(0) ? nil : failure(Failure(outcome(words, end)))
  }

  /// What stands below a command's output, until Enter is pressed.
  private func farewell(_ words: [String], _ end: CommandEnd) -> String? {
    if case .notStarted = end { return nil }
    let line =
      outcome(words, end) + Wording("。按 Enter 回到看报 ", "。按 Enter 回到看報 ", ". Press Enter to go back to Kanbao ")
    return "\n" + line[world.preferences.language]
  }
}

/// How a command ended, or why it could not be started.
private func outcome(_ words: [String], _ end: CommandEnd) -> Wording {
  let name = cleanLine(words.first ?? "")
  switch end {
  case .exited(let status):
    return Wording("\(name)：退出码 \(status)", "\(name)：結束碼 \(status)", "\(name): exit status \(status)")
  case .ended(let signal):
    return Wording(
      "\(name)：被信号 \(signal) 结束", "\(name)：被訊號 \(signal) 結束", "\(name): ended by signal \(signal)")
  case .notStarted(ENOENT), .notStarted(EACCES), .notStarted(ENOEXEC):
    return Wording(
      "不能运行 \(name)：没有这个命令，或它不是程序", "不能執行 \(name)：沒有這個命令，或它不是程式",
      "\(name) cannot be run: there is no such command, or it is no program")
  case .notStarted(let reason):
    let why = Reasons.wording(ofError: reason)
    return Wording(
      "不能运行 \(name)：\(why.simplified)", "不能執行 \(name)：\(why.traditional)",
      "\(name) cannot be run: \(why.english)")
  }
}
