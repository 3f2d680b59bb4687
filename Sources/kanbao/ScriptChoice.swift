// Which script each source is shown in: what the configuration says, until a key says otherwise for all.

import Hanzi
import Reader

final class ScriptChoice {
  private var converter: ScriptConverter
  private var settings: Configuration.Scripts
  private var chosen: Script?

  init(_ settings: Configuration.Scripts) {
    self.settings = settings
    converter = ScriptConverter(changesWords: settings.changesWords)
  }

  /// Takes what the configuration says now; a script chosen by key stays.
  func configure(_ settings: Configuration.Scripts) {
    if settings.changesWords != self.settings.changesWords {
      converter = ScriptConverter(changesWords: settings.changesWords)
    }
    self.settings = settings
  }

  /// Shows everything in a script from now on.
  func choose(_ script: Script) { chosen = script }

  /// The message in the scripts chosen.
  func convert(_ message: Message) -> Message {
    if chosen == .published || (chosen == nil && settings.isAllPublished) { return message }
    var leanings: [String: Int]?
    return message.converted { text, source in
      converter.convert(text, to: script(of: source)) {
        let known = leanings ?? self.leanings(of: message)
        leanings = known
        return known[source, default: 0] > 0
      }
    }
  }

  private func script(of source: String) -> Script { chosen ?? settings.script(of: source) }

  /// What the texts of a message are written in, by their sources: a name that does not tell is written as the others are.
  private func leanings(of message: Message) -> [String: Int] {
    var leanings: [String: Int] = [:], texts: [String: Int] = [:]
    _ = message.converted { text, source in
      if ![.published, .simplified].contains(script(of: source)),
        texts[source, default: 0] < ScriptChoice.telling
      {
        texts[source, default: 0] += 1
        leanings[source, default: 0] += converter.leaning(of: text)
      }
      return text
    }
    return leanings
  }

  /// The texts of a message that are looked at for what it is written in.
  private static let telling = 50
}

extension Configuration {
  /// What the configuration says of scripts.
  struct Scripts: Hashable {
    /// The script of sources that have none of their own.
    var all = Script.published
    /// The scripts of sources, by their names.
    var bySource: [String: Script] = [:]
    /// The traditional script that the key for scripts is said to lead to; nil where it is not.
    var namedTraditional: Script?
    /// The one it leads to: that in which things are shown, or else the one of the place.
    var traditional: Script {
      if let namedTraditional { return namedTraditional }
      return [.traditional, .taiwan, .hongKong].contains(all) ? all : .ofPlace
    }
    /// Whether the words of a region are used as well as its characters.
    var changesWords = false

    var isAllPublished: Bool { all == .published && bySource.values.allSatisfy { $0 == .published } }

    func script(of source: String) -> Script { bySource[source] ?? all }
  }
}

extension Script {
  /// The traditional script of the locale's place.
  fileprivate static var ofPlace: Script {
    let name = Language.localeName.lowercased()
    if name.hasPrefix("zh_tw") { return .taiwan }
    return ["zh_hk", "zh_mo"].contains(where: name.hasPrefix) ? .hongKong : .traditional
  }
}
