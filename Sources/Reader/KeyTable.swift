// Which keys mean which command, on which screen: for each a tree of keys, walked as they are pressed. Knows nothing of
// what commands do.

package import Terminal

/// What keys are bound to: a command, or nothing where they are to do nothing.
package struct KeyBinding: Hashable, Sendable {
  /// Where it holds.
  package var context: KeyContext
  /// The keys.
  package var keys: KeySequence
  /// The command; nil where the keys are to mean nothing.
  package var command: Command?

  /// Keys bound to a command, or unbound.
  package init(_ context: KeyContext, _ keys: KeySequence, to command: Command?) {
    (self.context, self.keys, self.command) = (context, keys, command)
  }

  /// Whether both cannot be had: the same keys, or keys that begin with the others, in one context.
  package func conflicts(with other: KeyBinding) -> Bool {
    guard context == other.context else { return false }
    if keys == other.keys { return true }
    let isUnbound = command == nil || other.command == nil
    return !isUnbound && (keys.keys.starts(with: other.keys.keys) || other.keys.keys.starts(with: keys.keys))
  }
}

/// Which command keys mean.
package struct KeyTable: Sendable {
  /// What keys mean that have been pressed so far.
  package enum Meaning: Hashable, Sendable {
    /// A command.
    case command(Command)
    /// Keys may follow with which they mean one.
    case unfinished
    /// Nothing.
    case nothing
  }

  /// What a key leads to: a command, or more keys.
  private indirect enum Node: Sendable {
    case command(Command?)
    case keys([Key: Node])
  }

  private var trees: [KeyContext: Node] = [:]
  /// What is bound to each command, most telling first. Some of it may have been bound otherwise since.
  private var bindings: [Command: [KeyBinding]] = [:]

  /// The keys as they come, or as a preset has them.
  package init(_ preset: Preset = .kanbao) {
    add(Preset.kanbao.bindings)
    if preset != .kanbao { add(preset.bindings) }
  }

  /// Binds keys over those there are: what the same keys meant before, or began with, is gone.
  package mutating func add(_ new: [KeyBinding]) {
    for binding in new {
      let tree = trees[binding.context] ?? .keys([:])
      trees[binding.context] = KeyTable.bind(binding.keys.keys[...], to: binding.command, in: tree)
    }
    for (command, bound) in Dictionary(grouping: new, by: \.command) {
      if let command { bindings[command] = bound + bindings[command, default: []] }
    }
  }

  /// Binds a reader's own keys: those for all screens come over what a preset has on single ones, too.
  package mutating func add(own new: [KeyBinding]) {
    for binding in new where binding.context == .all {
      for (context, tree) in trees where context != .all {
        trees[context] = KeyTable.without(binding.keys.keys[...], in: tree)
      }
    }
    add(new)
  }

  /// A tree in which keys mean nothing, nor what they begin with or go on to.
  private static func without(_ keys: ArraySlice<Key>, in node: Node) -> Node? {
    guard let first = keys.first, case .keys(var next) = node else { return nil }
    next[first] = next[first].flatMap { without(keys.dropFirst(), in: $0) }
    return .keys(next)
  }

  private static func bind(_ keys: ArraySlice<Key>, to command: Command?, in node: Node?) -> Node {
    guard let first = keys.first else { return .command(command) }
    var next: [Key: Node] = [:]
    if case .keys(let there)? = node { next = there }
    next[first] = bind(keys.dropFirst(), to: command, in: next[first])
    return .keys(next)
  }

  /// What keys mean on a screen: its own table comes first, that of all screens last.
  package func meaning(of keys: some Sequence<Key>, on screen: KeyContext) -> Meaning {
    for context in screen.lookedUp {
      var node = trees[context]
      for key in keys {
        if case .keys(let next)? = node { node = next[key] } else { node = nil }
      }
      switch node {
      case .command(let command?): return .command(command)
      case .command(nil): return .nothing
      case .keys: return .unfinished
      case nil: continue
      }
    }
    return .nothing
  }

  /// The keys that mean a command on a screen, most telling first.
  package func keys(for command: Command, on screen: KeyContext) -> [KeySequence] {
    bound(to: command, on: screen).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The most telling keys that mean a command on a screen; nil where none do.
  package func key(for command: Command, on screen: KeyContext) -> KeySequence? {
    bound(to: command, on: screen).first { _ in true }
  }

  private func bound(to command: Command, on screen: KeyContext) -> some Sequence<KeySequence> {
    let bindings = bindings[command, default: []]
    return screen.lookedUp.lazy.flatMap { context in
      bindings.lazy.filter { $0.context == context }.map(\.keys)
    }.filter { meaning(of: $0.keys, on: screen) == .command(command) }
  }
}
