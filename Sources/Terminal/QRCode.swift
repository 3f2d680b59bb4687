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

  /// The light modules around a code without which none finds it.
  private static let quietZone = 4

  /// The code with its quiet zone, dark on light whatever the terminal's own colours are: a module is half a cell where
  /// there are half blocks of one column, otherwise two cells.
  package func drawn(inHalves: Bool) -> Surface {
    let modules = width + 2 * QRCode.quietZone
    let rows = inHalves ? (modules + 1) / 2 : modules
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

  /// Whether a module is dark, counted from the corner of the quiet zone.
  private func isDark(_ row: Int, _ column: Int) -> Bool {
    self[row - QRCode.quietZone, column - QRCode.quietZone]
  }
}
