// ncurses: the display on a real terminal. Every frame is drawn whole; of its rows that differ from the last
// frame's, ncurses sends the cells that do, and lets the terminal scroll where it can.

import CNcurses
import Glibc
package import Hanzi

/// The width function of the process: what libc and with it ncurses take a character's columns from.
/// (Called by `wcwidth` in CNcurses.c, which is there because the linker does not export Swift's symbols.)
@c(kanbao_wcwidth) func processWideCharacterWidth(_ character: wchar_t) -> Int32 {
  Unicode.Scalar(UInt32(bitPattern: character)).map { Int32(CellWidth.of($0)) } ?? -1
}

/// A terminal driven by ncurses. Not `Sendable`: one thread touches it.
package final class CursesDisplay {
  /// What was typed while the terminal was asked for a width.
  private var waiting: [Input] = []
  /// How inks look on this terminal: the pair of their colours and the attributes that a theme gives them.
  private var looks: [(pair: Int16, attributes: attr_t)] = []
  /// The frame ncurses has: rows that are as they were are not written again.
  private var shown: Surface?
  private var pace = FramePace()
  /// What the terminal has as hyperlinks.
  private var linked: [Hyperlink] = []
  private let terminalType: String

  /// What a terminal says when it is asked for a key.
  package enum Input: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    /// What was pasted: as the terminal sent it, line ends, controls and all, but at most `PastedText.most` bytes.
    case paste(String)
    /// The terminal's answer to `askWidth`, late.
    case width(AmbiguousWidth)
    /// No key is waiting.
    case none
    /// The terminal is gone.
    case closed
  }

  /// Takes the terminal over, to be drawn on in the colours of a theme.
  ///
  /// - Throws: `TerminalError` where standard input or output is no terminal, its type is of no use, or
  ///   there is no UTF-8 locale. The terminal is then as it was.
  package init(theme: Theme) throws(TerminalError) {
    terminalType = getenv("TERM").map { String(cString: $0) } ?? ""
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    guard kanbao_use_utf8() else { throw .noUTF8 }
    let term = terminalType
    guard !term.isEmpty, term != "dumb", kanbao_start(theme.hasTrueColors && CursesDisplay.offersTrueColors)
    else { throw .unusable(term: term) }
    kanbao_restore_on_crash()
    use(theme)
  }

  /// Draws in the colours of a theme from the next frame on. True colours are had where the first theme had some.
  package func use(_ theme: Theme) {
    let depth = CursesDisplay.depth
    looks = Style.Ink.allCases.map { ink in
      let colors = ink == .code ? CursesDisplay.darkOnLight(depth) : theme.colors(of: ink, at: depth)
      let look = theme.looks[ink] ?? Theme.Look()
      var attributes: attr_t = 0
      if look.isBold { attributes |= CursesDisplay.attribute(13) }
      if look.isUnderlined { attributes |= CursesDisplay.attribute(9) }
      if look.isDim { attributes |= CursesDisplay.attribute(12) }
      // Pair 0 is the terminal's own.
      let pair = colors == (-1, -1) ? 0 : Int16(ink.rawValue) + 1
      if pair > 0 { kanbao_set_pair(pair, colors.text, colors.back) }
      return (pair, attributes)
    }
    kanbao_set_background(looks[Int(Style.Ink.normal.rawValue)].pair)
    shown = nil
  }

  /// Black on white, which cameras read best.
  private static func darkOnLight(_ depth: Color.Depth) -> (text: Int32, back: Int32) {
    (Color.palette(0).number(at: depth), Color.palette(15).number(at: depth))
  }

  /// How this terminal tells colours apart. NO_COLOR (https://no-color.org) asks for none.
  private static var depth: Color.Depth {
    let count = kanbao_colors()
    if count == 0 || isSet("NO_COLOR") { return .none }
    if kanbao_has_true_colors() { return .direct }
    return count >= 256 ? .palette : count >= 16 ? .sixteen : .eight
  }

  /// Whether true colours are offered, and nobody has asked for none.
  private static var offersTrueColors: Bool { !isSet("NO_COLOR") && TerminalType.saysTrueColors }

  private static func isSet(_ variable: String) -> Bool { getenv(variable).map { $0.pointee != 0 } ?? false }

  /// The terminal's size in rows and columns, as the kernel has it; one of each at least.
  package var size: Size {
    var rows: Int32 = 0, columns: Int32 = 0
    kanbao_size(&rows, &columns)
    return Size(rows: Int(rows), columns: Int(columns))
  }

  /// Takes in that the terminal's size has changed; returns the new one.
  package func resized() -> Size {
    let size = size
    shown = nil
    kanbao_resize(Int32(size.rows), Int32(size.columns))
    return size
  }

  /// Shows a frame; returns about how many bytes that costs: those of the cells that change, and for each of their
  /// rows those that lead there.
  @discardableResult
  package func show(_ surface: Surface) -> Int {
    var cost = 0
    let before = shown?.size == surface.size ? shown : nil
    let scroll = before.map { Scroll(from: $0, to: surface) } ?? Scroll()
    if scroll.rise != 0 {
      kanbao_scroll(Int32(scroll.rows.lowerBound), Int32(scroll.rows.upperBound - 1), Int32(scroll.rise))
    }
    for row in 0..<surface.size.rows {
      let origin = scroll.origin(of: row)
      if let before {
        if let origin, surface.isSame(row, as: origin, of: before) { continue }
        cost += CursesDisplay.wayToARow + surface.changes(in: row, from: origin, of: before)
      }
      put(surface.row(row), row: Int32(row))
    }
    for link in linked where !surface.hyperlinks.contains(link) { kanbao_forget_row(Int32(link.row)) }
    kanbao_refresh(Int32(surface.cursor.row), Int32(surface.cursor.column), surface.showsCursor)
    if before == nil || linked != surface.hyperlinks { link(surface) }
    shown = surface
    if cost > 0 || before == nil, pace.send(at: .now) { kanbao_ask_answer() }
    kanbao_send()
    return cost
  }

  /// When to look again where the line is still busy with earlier frames: input may come before. Nil where a frame may
  /// be shown.
  package func busyUntil() -> ContinuousClock.Instant? { pace.wait(at: .now) }

  /// Writes the hyperlinks of a frame over what ncurses, which knows none, has written: the same text, so that it need
  /// not know.
  private func link(_ surface: Surface) {
    linked = surface.hyperlinks
    for link in linked where link.isTaken(by: terminalType) {
      let cells = surface.row(link.row).dropFirst(link.columns.lowerBound).prefix(link.columns.count)
      guard let style = cells.first?.style else { continue }
      let (attributes, pair) = look(of: style)
      let text = String(cells.compactMap(\.text))
      let place = (row: Int32(link.row), column: Int32(link.columns.lowerBound))
      guard let bytes = kanbao_link(place.row, place.column, text, link.address, attributes, pair) else {
        continue
      }
      kanbao_write(bytes, strlen(bytes))
      free(bytes)
    }
  }

  /// Bytes that lead to a place in a row.
  private static let wayToARow = 8

  /// Has all be sent again with the next frame, whatever the terminal shows now.
  package func redraw() {
    linked = []
    kanbao_redraw()
  }

  /// Has the terminal report what is done with its mouse, or leave that to the terminal's own selection, as it is at
  /// first. Without effect on a terminal that has none.
  package func useMouse(_ isWished: Bool) { kanbao_use_mouse(isWished) }

  /// Asks the terminal how wide it shows characters of ambiguous width, before the first frame: it prints one
  /// and asks where the cursor is. Nil where it cannot be asked or has not answered within `milliseconds`; its
  /// answer then comes as input. What was typed meanwhile is input as well.
  package func askWidth(milliseconds: Int) -> AmbiguousWidth? {
    guard kanbao_ask_width() else { return nil }
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(milliseconds)
    while true {
      let left = clock.now.duration(to: deadline) / .milliseconds(1)
      guard left > 0 else { return nil }
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      _ = poll(&input, 1, Int32(left.rounded(.up)))
      switch read() {
      case .width(let width): return width
      case .none: continue
      case .closed: return nil
      case let typed: waiting.append(typed)
      }
    }
  }

  /// The next key, without waiting.
  package func nextInput() -> Input {
    waiting.isEmpty ? read() : waiting.removeFirst()
  }

  private func read() -> Input {
    while true {
      if let event = CursesDisplay.nextMouseEvent { return .mouse(event) }
      var code: wint_t = 0
      switch kanbao_key(&code) {
      case 1: return .key(CursesDisplay.key(ofCharacter: code))
      case 2:
        if let key = CursesDisplay.key(ofCode: Int32(bitPattern: code)) { return .key(key) }
      case 3:
        if code == 1 || code == 2 { return .width(code == 2 ? .wide : .narrow) }
      case 4: return .paste(readPaste())
      case 5: pace.answer(at: .now)
      case 6: continue
      case -1: return .closed
      default: return .none
      }
    }
  }

  /// What was done with the mouse and has come.
  private static var nextMouseEvent: MouseEvent? {
    var row: Int32 = 0, column: Int32 = 0
    let action: MouseEvent.Action
    switch kanbao_mouse(&row, &column) {
    case 1: action = .click
    case 4: action = .wheelUp
    case 5: action = .wheelDown
    default: return nil
    }
    return MouseEvent(action, row: Int(row), column: Int(column))
  }

  /// What is pasted. The end of a paste comes at once after the rest of it, if it comes at all.
  private func readPaste() -> String {
    var pasted = PastedText()
    while true {
      let byte = kanbao_pasted_byte(CursesDisplay.pastePatience)
      guard byte >= 0, pasted.take(UInt8(byte)) else { return pasted.text }
    }
  }

  /// Milliseconds between two bytes of a paste on a slow line; after as many without one it has ended.
  private static let pastePatience: Int32 = 2000

  /// Leaves the terminal as it was, stops the process, and takes the terminal again when it goes on.
  package func suspend() {
    awaitAnswers()
    kanbao_leave()
    kanbao_stop()
    redraw()
  }

  /// Puts a text of at most `Clipboard.most` bytes into the clipboard of the terminal, as far as that and all between
  /// let it. Nothing tells whether they do.
  package func copy(_ text: String) {
    let way = Clipboard { name in getenv(name).map { String(cString: $0) } }
    writeAll(way.sequence(for: text), to: STDOUT_FILENO)
  }

  /// Gives the terminal back as it was.
  package func end() {
    awaitAnswers()
    kanbao_end()
  }

  /// Waits for the terminal's answers, for a while: what follows is not to find them among its keys.
  func awaitAnswers() {
    while let deadline = pace.answersBy, deadline > .now {
      var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      guard poll(&input, 1, 100) >= 0 else { return }
      switch read() {
      case .none: continue
      case .closed: return
      case let typed: waiting.append(typed)
      }
    }
  }

  private func put(_ cells: ArraySlice<Cell>, row: Int32) {
    let background = kanbao_blank(0, 0)
    withUnsafeTemporaryAllocation(of: cchar_t.self, capacity: cells.count) { line in
      var count = 0, style = Style(), styled = blank(in: style)
      for cell in cells where !cell.isRightHalf {
        if cell.style != style { (style, styled) = (cell.style, blank(in: cell.style)) }
        if cell.isBlank {
          line.initializeElement(at: count, to: background)
        } else {
          var shown = styled
          shown.chars.0 = cell[0]
          if !cell.isPlain { shown.chars = (cell[0], cell[1], cell[2], cell[3], cell[4]) }
          line.initializeElement(at: count, to: shown)
        }
        count += 1
      }
      kanbao_put(row, line.baseAddress, Int32(count))
    }
  }

  private func blank(in style: Style) -> cchar_t {
    let (attributes, pair) = look(of: style)
    return kanbao_blank(attributes, pair)
  }

  /// How a style is drawn on this terminal.
  private func look(of style: Style) -> (attributes: attr_t, pair: Int16) {
    let look = looks[Int(style.ink.rawValue)]
    var style = style
    // Without colours a code is dark on light where the terminal itself is light on dark.
    if style.ink == .code, look.pair == 0 { style.isReversed.toggle() }
    return (CursesDisplay.attributes(style) | look.attributes, look.pair)
  }

  private static func attributes(_ style: Style) -> attr_t {
    var bits: attr_t = 0
    if style.isBold { bits |= attribute(13) }
    if style.isUnderlined { bits |= attribute(9) }
    if style.isReversed { bits |= attribute(10) }
    if style.isItalic { bits |= attribute(23) }
    return bits
  }

  /// `NCURSES_BITS(1, n)`, a macro Swift does not see: the n-th bit above the character.
  private static func attribute(_ number: attr_t) -> attr_t { 1 << (number + 8) }

  private static func key(ofCharacter code: wint_t) -> Key {
    switch code {
    case 13, 10: .enter
    case 9: .tab
    case 27: .escape
    case 8, 127: .backspace
    case 1...26: .control(Character(Unicode.Scalar(UInt8(code + 96))))
    case 0, 28...31: .control(Character(Unicode.Scalar(UInt8(code + 64))))
    default: .character(Unicode.Scalar(code).map(Character.init) ?? "\u{FFFD}")
    }
  }

  private static func key(ofCode code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_HOME: .home
    case KEY_END: .end
    case KEY_PPAGE: .pageUp
    case KEY_NPAGE: .pageDown
    case KEY_IC: .insert
    case KEY_DC: .delete
    case KEY_ENTER: .enter
    case KEY_BTAB: .backtab
    case KEY_BACKSPACE: .backspace
    case (KEY_F0 + 1)...(KEY_F0 + 63): .function(Int(code - KEY_F0))
    default: nil
    }
  }
}
