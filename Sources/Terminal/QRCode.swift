// A text as a QR code, drawn in cells. Knows its modules and how a camera wants them; must not know what the text is.

import CQREncode

/// A square of dark and light modules that stands for a text (ISO/IEC 18004).
package struct QRCode: Hashable, Sendable {
  /// Modules in a row and in a column.
  package let width: Int
  private let isDark: [Bool]

  /// Loads what makes codes, before the process may open no more files.
  package static func load() { _ = kanbao_has_qrencode() }

  /// A text of up to some 2,900 bytes as the smallest code that has it. Nil where it is longer, or empty.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, let code = QRcode_encodeData(Int32(bytes.count), bytes, 0, QR_ECLEVEL_L) else {
      return nil
    }
    defer { QRcode_free(code) }
    width = Int(code.pointee.width)
    isDark = UnsafeBufferPointer(start: code.pointee.data, count: width * width).map { $0 & 1 == 1 }
  }

  /// Whether a module is dark. Those around the code are light.
  package subscript(row: Int, column: Int) -> Bool {
    (0..<width).contains(row) && (0..<width).contains(column) && isDark[row * width + column]
  }

  /// The light modules around a code: those of the standard, and as few as phones still find it with.
  private static let quietZones = [4, 3, 2]

  /// The code with its quiet zone, of the standard's width or else so wide that it fits a room, dark on light whatever the
  /// terminal's own colours are: a module is half a cell where there are half blocks of one column, otherwise two cells.
  package func drawn(inHalves: Bool, within room: Size) -> Surface {
    let surfaces = QRCode.quietZones.lazy.map { drawn(inHalves: inHalves, quietZone: $0) }
    let narrowest = drawn(inHalves: inHalves, quietZone: QRCode.quietZones.last ?? 0)
    return surfaces.first { $0.size.rows <= room.rows && $0.size.columns <= room.columns } ?? narrowest
  }

  private func drawn(inHalves: Bool, quietZone: Int) -> Surface {
    let modules = width + 2 * quietZone
    let rows = inHalves ? (modules + 1) / 2 : modules
    // Whether a module is dark, counted from the corner of the quiet zone.
    func isDark(_ row: Int, _ column: Int) -> Bool { self[row - quietZone, column - quietZone] }
    var surface = Surface(size: Size(rows: rows, columns: inHalves ? modules : 2 * modules))
    for row in 0..<rows {
      for column in 0..<modules {
        if inHalves {
          let upper = isDark(2 * row, column), lower = isDark(2 * row + 1, column)
          let block = upper ? lower ? "█" : "▀" : lower ? "▄" : " "
          surface.put(block, row: row, column: column, style: Style(.code))
        } else {
          let style = Style(.code, reversed: isDark(row, column))
          surface.put("  ", row: row, column: 2 * column, style: style)
        }
      }
    }
    return surface
  }
}
