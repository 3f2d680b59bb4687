// Colours as themes name them, and what of them a terminal has. Knows the palette that terminals of 256 colours share.

/// A colour.
package enum Color: Hashable, Sendable {
  /// What the terminal has where no colour is set.
  case standard
  /// One of the terminal's palette: its own sixteen first, then those that all terminals of 256 colours share.
  case palette(UInt8)
  /// Its red, green and blue.
  case rgb(UInt8, UInt8, UInt8)

  /// The names of the first sixteen, in order.
  package static let names: [String] = {
    let plain = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
    return plain + plain.map { "bright-" + $0 }
  }()

  /// A colour by what it is called: `default`, a name, a number of the palette, or `#rrggbb`; nil for any other text.
  package init?(_ text: some StringProtocol) {
    if text == "default" {
      self = .standard
    } else if let place = Color.names.firstIndex(where: { $0 == text }) {
      self = .palette(UInt8(place))
    } else if text.hasPrefix("#"), text.utf8.count == 7, text.dropFirst().allSatisfy(\.isHexDigit),
      let number = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
    } else if text.allSatisfy(\.isNumber), let number = UInt8(text) {
      self = .palette(number)
    } else {
      return nil
    }
  }

  /// How a terminal tells colours apart.
  package enum Depth: Int, Hashable, Sendable, Comparable {
    /// Not at all, or it has been asked not to.
    case none = 0
    case eight = 8
    case sixteen = 16
    case palette = 256
    /// By red, green and blue; only the first eight have numbers.
    case direct = 0x100_0000

    package static func < (left: Depth, right: Depth) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether a terminal shows it as it is.
  func isExact(at depth: Depth) -> Bool {
    switch self {
    case .standard: true
    case .palette(let number): Int(number) < depth.rawValue
    case .rgb: depth == .direct
    }
  }

  /// The number that means it to ncurses, or the nearest that the terminal has; -1 for none.
  package func number(at depth: Depth) -> Int32 {
    switch (self, depth) {
    case (.standard, _), (_, .none): -1
    case (.palette(let number), .direct) where number >= 8: Int32(Color.packed(Color.palette[Int(number)]))
    case (.rgb(let red, let green, let blue), .direct): Int32(Color.packed([red, green, blue].map(Int.init)))
    case (.palette(let number), _) where isExact(at: depth): Int32(number)
    // A grey that eight colours have not would be black on black.
    case (.palette(8), .eight): -1
    case (.palette(let number), .eight) where number < 16: Int32(number) - 8
    case (.palette(let number), _): Color.nearest(to: Color.palette[Int(number)], depth)
    case (.rgb(let red, let green, let blue), _):
      Color.nearest(to: [red, green, blue].map(Int.init), depth)
    }
  }

  private static func packed(_ parts: [Int]) -> Int { parts[0] << 16 | parts[1] << 8 | parts[2] }

  /// The nearest of the colours that are the same on all terminals; of 256 therefore none of the first sixteen.
  private static func nearest(to parts: [Int], _ depth: Depth) -> Int32 {
    let places = depth == .palette ? 16..<256 : 0..<depth.rawValue
    let nearest = places.min { distance(palette[$0], parts) < distance(palette[$1], parts) }
    return nearest.map(Int32.init) ?? -1
  }

  private static func distance(_ one: [Int], _ other: [Int]) -> Int {
    zip(one, other).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  /// Red, green and blue of the palette: sixteen as xterm has them, a cube of six by six by six, greys.
  private static let palette: [[Int]] = {
    let first = [
      0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
      0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
    ]
    let steps = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in steps.flatMap { green in steps.map { [red, green, $0] } } }
    let greys = (0..<24).map { step in [Int](repeating: 8 + 10 * step, count: 3) }
    return first.map { [$0 >> 16, $0 >> 8 & 255, $0 & 255] } + cube + greys
  }()
}
