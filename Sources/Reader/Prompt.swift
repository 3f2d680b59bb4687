// The prompt: a line at the bottom in which something is typed, and what keys do in it. What becomes of the line is
// the matter of what it was opened for.

import Articles
import Hanzi
import Library
import Terminal

/// A line that is being typed at the bottom.
struct Prompt: Sendable {
  /// What it is typed for.
  enum Purpose: Hashable, Sendable {
    /// To find it in the article shown, from a place on; `before` is what was looked for last.
    case find(from: Position, before: Sought?)
    /// To search for it, or to narrow a search by it.
    case search, narrow
    /// To call a search so: one that is kept already, or is to be.
    case name(SavedSearch)
    /// To find subjects by their names; `before` is what was looked for last.
    case subjects(before: String)
    /// To do what it says.
    case command
    /// To save the article in a file of this name; to give it to this command.
    case save, pipe
    /// To look for it in the help. What was looked for before.
    case help(before: String)
  }

  /// The kinds of prompts that share a history.
  enum Kind: Hashable, Sendable { case find, search, narrow, name, subjects, command, help, save, pipe }

  var purpose: Purpose
  var line: LineEditor
  /// The candidates that Tab is going through.
  var completion: Completion?

  var kind: Kind {
    switch purpose {
    case .find: .find
    case .search: .search
    case .narrow: .narrow
    case .name: .name
    case .subjects: .subjects
    case .command: .command
    case .help: .help
    case .save: .save
    case .pipe: .pipe
    }
  }
}

extension Reader {
  /// Opens a prompt, with what was typed at the last of its kind to be had by ↑.
  mutating func ask(_ purpose: Prompt.Purpose, _ text: String = "") {
    var prompt = Prompt(purpose: purpose, line: LineEditor())
    prompt.line = LineEditor(text, history: histories[prompt.kind]?.lines ?? [])
    self.prompt = prompt
  }

  /// A key while a prompt is open. Backspace in an empty line closes it, as do Esc, ^C and ^G.
  mutating func type(_ key: Key, in prompt: Prompt) -> [Effect] {
    switch key {
    case .enter:
      close(prompt)
      return accept(prompt)
    case .escape, .control("c"), .control("g"):
      close(prompt)
      return cancel(prompt)
    case .control("z") where allows(.suspend): return [.suspend]
    case .control("l"): return [.redraw]
    case .tab where prompt.kind == .search: return widen()
    case .tab where prompt.kind == .command: return complete(prompt, 1)
    case .backtab where prompt.kind == .command: return complete(prompt, -1)
    case .backspace where prompt.line.text.isEmpty:
      self.prompt = nil
      return cancel(prompt)
    default: return edit(prompt) { $0.take(key) }
    }
  }

  /// What is pasted goes into the prompt; where none is open, nowhere.
  mutating func paste(_ text: String) -> [Effect] {
    guard let prompt else { return [] }
    return edit(prompt) { line in
      line.insert(text)
      return true
    }
  }

  /// The line has changed.
  private mutating func typed(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .find(let origin, _): find(prompt.line.text, from: origin)
    case .search: search { $0.text = prompt.line.text }
    case .narrow: search { $0.narrowing = prompt.line.text }
    case .subjects: filterSubjects(prompt.line.text)
    case .help: filterHelp(prompt.line.text)
    case .name, .command, .save, .pipe: []
    }
  }

  /// The line is as it should be.
  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .find(let origin, _): acceptFind(prompt.line.text, from: origin)
    case .search, .narrow: acceptSearch(prompt)
    case .name(let search): keep(search, as: prompt.line.text)
    case .command: acceptCommand(prompt.line.text)
    case .save: save(as: prompt.line.text)
    case .pipe: pipe(to: prompt.line.text)
    case .subjects, .help: []
    }
  }

  /// The line is not wanted after all.
  private mutating func cancel(_ prompt: Prompt) -> [Effect] {
    switch prompt.purpose {
    case .find(let origin, let before): cancelFind(from: origin, before: before)
    case .search, .narrow: cancelSearch()
    case .subjects(let before): filterSubjects(before)
    case .help(let before): filterHelp(before)
    case .name, .command, .save, .pipe: []
    }
  }

  private mutating func edit(_ prompt: Prompt, _ change: (inout LineEditor) -> Bool) -> [Effect] {
    var prompt = prompt
    prompt.completion = nil
    let isChanged = change(&prompt.line)
    self.prompt = prompt
    return isChanged ? typed(prompt) : []
  }

  private mutating func close(_ prompt: Prompt) {
    histories[prompt.kind, default: LineHistory()].keep(prompt.line.text)
    self.prompt = nil
  }
}
