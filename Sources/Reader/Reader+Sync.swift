// Syncs, this process' and another's: what they say of themselves, what they bring, how the sources are.

import Library
import Terminal

extension Reader {
  /// A sync is one from the key on: a second R typed ahead starts no second.
  mutating func sync() -> [Effect] {
    if let syncStatus, syncStatus.isElsewhere { return say(.busyElsewhere) }
    // Of one that began by itself the end is told from here on.
    if syncStatus != nil {
      isSyncAsked = true
      return []
    }
    syncStatus = SyncStatus()
    isSyncAsked = true
    return [.sync]
  }

  /// A sync has got this far. Where another process' is told of instead of the one asked for, that is said.
  mutating func take(_ status: SyncStatus) -> [Effect] {
    let isRefusal = status.isElsewhere && syncStatus?.isElsewhere == false
    syncStatus = status
    return (isRefusal ? say(.busyElsewhere) : []) + reloadedState
  }

  /// A sync has ended. One that nobody asked for here, and that brought nothing, has nothing to say.
  mutating func endSync(new: Int, failures: Int) -> [Effect] {
    let isSilent = !isSyncAsked && new == 0 && failures == 0
    (syncStatus, isSyncAsked) = (nil, false)
    // What is new stands at the top.
    if new > 0 { rowsLeft = [:] }
    if !isSilent { notice = verdict(new, failures) }
    return reloadAfterChange()
  }

  private func verdict(_ new: Int, _ failures: Int) -> String {
    if failures > 0 { return sentence(.syncFailed) }
    if new > 0 { return words[.synced] + "+\(new) \(words.articles(new))" }
    return sources.isEmpty ? noSources : words[.synced] + words[.nothingNew]
  }

  // MARK: The sources' state

  /// Shows how the sources are; where that is shown already, leaves it.
  mutating func toggleState() -> [Effect] {
    if case .state = screen { return goBack() }
    let effects = savedPosition
    show(text: .state(TextScreen(entries: [], columns: size.columns)))
    return effects + [.loadState]
  }

  /// Reads the sources' state again where it is shown, or lies under what is.
  var reloadedState: [Effect] {
    screens.contains { if case .state = $0 { true } else { false } } ? [.loadState] : []
  }

  mutating func show(_ states: [SourceState]) {
    for index in screens.indices {
      guard case .state(var text) = screens[index] else { continue }
      text.replace(entries(of: states), columns: size.columns, page: pageRows)
      screens[index] = .state(text)
    }
  }

  private func entries(of states: [SourceState]) -> [TextScreen.Entry] {
    if states.isEmpty { return [TextScreen.Entry(label: "", text: noSources)] }
    return Array(
      states.map { state in
        [TextScreen.Entry(label: state.source, text: "")]
          + state.lines.map { TextScreen.Entry(label: $0.label, text: $0.text) }
      }.joined(separator: [TextScreen.Entry(label: "", text: "")]))
  }
}
