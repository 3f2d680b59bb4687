// The keys as they come, and those of other programs: what people's fingers know. All are here, as data; d D C x X are
// bound in none, as they destroy elsewhere.

import Terminal

/// Keys to begin with. Those of another program are laid over Kanbao's own, which stay where they are not in the way.
package enum Preset: String, CaseIterable, Sendable {
  case kanbao, newsboat, vim, less, mutt, bbs

  /// Its keys.
  package var bindings: [KeyBinding] {
    table.flatMap { context, commands in
      commands.flatMap { command, keys in
        keys.split(separator: " ").map { written in
          guard let sequence = try? KeySequence(String(written)) else {
            preconditionFailure("\(written) is no key, in the preset \(self)")
          }
          return KeyBinding(context, sequence, to: command)
        }
      }
    }
  }

  private typealias Table = KeyValuePairs<KeyContext, KeyValuePairs<Command, String>>

  /// The keys of each command, most telling first, blanks between.
  private var table: Table {
    switch self {
    case .kanbao: Preset.own
    case .newsboat: Preset.ofNewsboat
    case .vim: Preset.ofVim
    case .less: Preset.ofLess
    case .mutt: Preset.ofMutt
    case .bbs: Preset.ofBulletinBoards
    }
  }

  private static let own: Table = [
    .all: [
      .down: "j <Down>", .up: "k <Up>",
      .pageDown: "<Space> <PageDown> ^F", .pageUp: "b <PageUp> ^B -",
      .halfPageDown: "^D", .halfPageUp: "^U",
      .first: "g <Home>", .last: "G <End>", .percent: "%",
      .open: "<Enter> l <Right>", .back: "q h <Left> <Backspace>", .quit: "Q",
      .next: "J", .previous: "K", .nextUnread: "n", .previousUnread: "p",
      .toggleRead: "N", .toggleStar: "m", .toggleQueue: "+", .selectRange: "v", .markListRead: "A",
      .undo: "u", .redo: "U",
      .search: "/", .narrow: "&", .unreadOnly: ".", .keepSearch: "w", .dropSearch: "W",
      .starred: "*", .queue: "L", .history: "H", .news: "i",
      .copyAddress: "yy", .copyParagraph: "yp", .copyArticle: "ya", .qrCode: "yq", .showAddress: "yo",
      .openInBrowser: "yb", .save: "ys", .pipe: "|", .openInPager: "yl", .openInEditor: "ye",
      .subjects: "t", .jumpBack: "^O", .script: "s", .sync: "R", .state: "S", .help: "?", .log: "!",
      .commandLine: ":", .source: "^X^R", .redraw: "^L", .suspend: "^Z",
    ],
    .front: [.quit: "q Q"],
    .list: [.order: "o", .earlierInQueue: "{", .laterInQueue: "}"],
    .article: [
      .follow: "f", .nextLink: "<Tab>", .previousLink: "<S-Tab>",
      .previousOfSubject: "[", .nextOfSubject: "]", .firstOfSubject: "=", .zen: "z <F11>",
    ],
    .link: [.open: "<Enter>", .clear: "<Esc>"],
    .search: [.widen: "<Tab>", .order: "o", .clear: "<Esc>"],
    .subjects: [.clear: "<Esc>"],
    .find: [.nextMatch: "n", .previousMatch: "N", .clear: "<Esc>"],
    .help: [.clear: "<Esc>"],
    .log: [.clear: "<Esc>"],
    .state: [.clear: "<Esc>"],
  ]

  private static let ofNewsboat: Table = [
    .all: [.sync: "R r", .narrow: "F", .source: "^R", .undo: "u <F4>"],
    .list: [.down: "J", .up: "K", .next: "j ^N", .previous: "k ^P", .openInBrowser: "o", .order: "O"],
    .article: [.openInBrowser: "o", .follow: "u", .save: "s", .script: "T"],
    .search: [.clear: "^F", .order: "o O"],
    .help: [.clear: "^F"],
  ]

  private static let ofVim: Table = [
    .all: [
      .down: "^N ^E +", .up: "^P ^Y -", .first: "gg", .next: "gt", .previous: "gT", .quit: "ZZ ZQ",
      .toggleQueue: "a", .redo: "^R", .help: "<F1>",
    ]
  ]

  private static let ofLess: Table = [
    .all: [
      .down: "e ^E ^N", .up: "y ^Y ^P ^K", .pageDown: "f ^V z", .pageUp: "w", .halfPageUp: "u",
      .first: "<lt>", .last: ">", .undo: "U", .redo: "<F4>", .redraw: "r ^R", .help: "h H", .quit: "ZZ",
      .keepSearch: "a", .history: "'",
      .copyAddress: "Yy", .copyParagraph: "Yp", .copyArticle: "Ya", .qrCode: "Yq", .showAddress: "Yo",
      .openInBrowser: "Yb", .save: "Ys", .openInPager: "Yl", .openInEditor: "Ye",
    ],
    .article: [.down: "<Enter>", .pageDown: "f z", .follow: "F", .openInEditor: "v Ye"],
    .help: [.down: "<Enter>"],
    .log: [.down: "<Enter>"],
    .state: [.down: "<Enter>"],
  ]

  private static let ofMutt: Table = [
    .all: [
      .pageDown: "z", .pageUp: "Z", .first: "=", .last: "*", .nextUnread: "<Tab>", .toggleStar: "F",
      .starred: "M", .sync: "$ G", .news: "i I",
    ],
    .front: [.open: "<Space>", .halfPageDown: "]", .halfPageUp: "["],
    .list: [.open: "<Space>", .narrow: "l", .halfPageDown: "]", .halfPageUp: "["],
    .subjects: [.open: "<Space>", .halfPageDown: "]", .halfPageUp: "["],
    .search: [.open: "<Space>", .narrow: "l", .halfPageDown: "]", .halfPageUp: "["],
    .article: [
      .next: "j <Right> <Down>", .previous: "k <Left> <Up>", .down: "<Enter> ^E", .up: "<Backspace> ^Y",
      .first: "^",
      .last: "$", .back: "i", .pageDown: "z",
      .nextUnread: "<Tab>", .nextLink: "^N", .previousLink: "^P",
    ],
    .help: [.down: "<Enter>", .up: "<Backspace>"],
    .log: [.down: "<Enter>", .up: "<Backspace>"],
    .state: [.down: "<Enter>", .up: "<Backspace>"],
  ]

  private static let ofBulletinBoards: Table = [
    .all: [
      .down: "n", .up: "p", .last: "$", .open: "r", .back: "e", .nextUnread: "S", .previousUnread: "P",
      .state: "I",
      .markListRead: "v", .selectRange: "V",
      .help: "h",
    ],
    .article: [.next: "f", .previous: "b", .follow: "F"],
  ]
}
