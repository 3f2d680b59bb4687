import Foundation

/// The files of the Unicode Character Database, where the system has them (Debian's unicode-data, which
/// Config/setup.sh installs). Tests of them are left out where it has not.
enum UnicodeData {
  /// Whether they are there.
  static var isThere: Bool { access("/usr/share/unicode/UnicodeData.txt", R_OK) == 0 }

  /// The lines of a file without comments and blank lines; none where there is no such file.
  static func lines(_ name: String) -> [Substring] {
    guard let text = try? String(contentsOfFile: "/usr/share/unicode/\(name)", encoding: .utf8) else {
      return []
    }
    return text.split(separator: "\n").map { $0.prefix { $0 != "#" } }.filter {
      !$0.allSatisfy(\.isWhitespace)
    }
  }

  /// The ranges of a file of properties, and what is said of each.
  static func ranges(_ name: String) -> [(points: ClosedRange<UInt32>, value: String)] {
    lines(name).compactMap { line in
      let fields = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
      let ends = fields[0].split(separator: ".").compactMap { UInt32($0, radix: 16) }
      guard fields.count > 1, let first = ends.first, let last = ends.last else { return nil }
      return (first...last, fields[1])
    }
  }

  /// The cases of a file of boundaries: code points, and whether there is a boundary before each.
  static func boundaries(_ name: String) -> [(text: String, isBoundary: [Bool])] {
    lines("auxiliary/\(name)").map { line in
      var text = String.UnicodeScalarView(), isBoundary: [Bool] = []
      for part in line.split(whereSeparator: \.isWhitespace) {
        if part == "÷" || part == "×" {
          isBoundary.append(part == "÷")
        } else if let point = UInt32(part, radix: 16), let scalar = Unicode.Scalar(point) {
          text.append(scalar)
        }
      }
      return (String(text), isBoundary)
    }
  }
}
