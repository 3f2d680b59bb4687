// The settings about keys: `[keys]` with a preset, and a table for all screens or a single one.

import Reader
import Terminal

extension Configuration {
  /// Reads `[keys]`; what is wrong with it.
  mutating func readKeys(_ section: Section) -> [Mistake] {
    var preset = Preset.kanbao
    var bound: [Bound] = []
    let mistakes = section.mistakes { key in
      if key == "preset" {
        preset = try section.choice(key)
        return []
      }
      guard let context = KeyContext(rawValue: key) else {
        return [section.unknown(key, known: ["preset"] + KeyContext.allCases.map(\.rawValue))]
      }
      let table = try section.section(key)
      return table.mistakes { keys in
        let (binding, mistakes) = try Configuration.binding(keys, in: table, context)
        bound.append(Bound(binding: binding, text: keys, line: table.line(of: keys)))
        return mistakes
      }
    }
    let conflicts = Configuration.conflicts(of: bound, in: section.file)
    keys = KeyTable(preset)
    keys.add(own: bound.map(\.binding))
    return mistakes + conflicts
  }

  /// A binding of the file.
  private struct Bound { let binding: KeyBinding, text: String, line: Int? }

  /// Reads one line: keys, and the command they are bound to. A command that does nothing there is said to be of no use.
  private static func binding(_ keys: String, in table: Section, _ context: KeyContext) throws
    -> (KeyBinding, [Mistake])
  {
    let sequence: KeySequence
    do throws(KeySequence.Mistake) {
      sequence = try KeySequence(keys)
    } catch {
      throw table.mistake(keys, Configuration.wording(of: error, keys))
    }
    let name = try table.text(keys, Wording("命令的名字", "命令的名稱", "the name of a command")) { $0 }
    if name.isEmpty { return (KeyBinding(context, sequence, to: nil), []) }
    guard let command = Command(name: name) else {
      let what = Wording("没有命令“\(name)”", "沒有命令「\(name)」", "there is no command “\(name)”")
      let suggestion = Mistake.question(of: name, among: Command.allCases.map(\.name))
      throw table.mistake(keys, what + (suggestion ?? Configuration.seeHelp))
    }
    let isOfUse =
      context == .all || command.screens.contains(context)
      || (context == .article && command.screens.contains(.find))
    let useless = Wording(
      "\(name) 在 \(context.rawValue) 里没有用", "\(name) 在 \(context.rawValue) 裡沒有用",
      "\(name) does nothing in \(context.rawValue)")
    return (
      KeyBinding(context, sequence, to: command),
      isOfUse ? [] : [table.mistake(keys, useless, isHarmless: true)]
    )
  }

  private static let seeHelp = Wording(
    "；按键一览（?）里有全部", "；按鍵一覽（?）裡有全部", "; the help screen (?) names them all")

  /// Bindings of one table that cannot both be had: said of the one that stands below.
  private static func conflicts(of bound: [Bound], in file: String) -> [Mistake] {
    let bound = bound.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
    return bound.indices.flatMap { below in
      bound[..<below].filter { $0.binding.conflicts(with: bound[below].binding) }.map { above in
        let line = above.line ?? 0
        let (one, other) = (bound[below].text, above.text)
        let wording =
          above.binding.keys == bound[below].binding.keys
          ? Wording(
            "“\(one)”和第 \(line) 行的“\(other)”是同一个键", "「\(one)」和第 \(line) 行的「\(other)」是同一個鍵",
            "“\(one)” is the same key as “\(other)” in line \(line)")
          : Wording(
            "“\(one)”和第 \(line) 行的“\(other)”，一个是另一个的开头", "「\(one)」和第 \(line) 行的「\(other)」，一個是另一個的開頭",
            "of “\(one)” and “\(other)” in line \(line), one begins with the other")
        return Mistake(file: file, line: bound[below].line, wording)
      }
    }
  }

  private static func wording(of mistake: KeySequence.Mistake, _ keys: String) -> Wording {
    switch mistake {
    case .empty: Wording("没有写键", "沒有寫鍵", "there is no key")
    case .unknown(let name, let nearest):
      Wording("没有叫“\(name)”的键", "沒有叫「\(name)」的鍵", "no key is called “\(name)”")
        + (nearest.map(Mistake.question) ?? Wording("", "", ""))
    case .digit:
      Wording("“\(keys)”：先输入的数字是次数", "「\(keys)」：先輸入的數字是次數", "“\(keys)”: digits typed first are a count")
    case .escape:
      Wording(
        "“\(keys)”：Esc 取消没输完的键，只能单用", "「\(keys)」：Esc 取消沒輸完的鍵，只能單用",
        "“\(keys)”: Esc drops keys that are unfinished, and can only be bound alone")
    case .interrupt:
      Wording("“\(keys)”：^C 不能另绑", "「\(keys)」：^C 不能另綁", "“\(keys)”: ^C cannot be bound")
    }
  }
}
