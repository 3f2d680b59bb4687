// How what a text is becomes a look: the colours and attributes of each ink. Knows no file; a theme is a value.

/// The looks of all inks.
package struct Theme: Hashable, Sendable {
  /// How one ink looks.
  package struct Look: Hashable, Sendable {
    /// The colours of the text and of what is behind it: of several the first that the terminal has. None is the normal
    /// ink's.
    package var text: [Color] = [], back: [Color] = []
    /// What it is drawn with besides what it is drawn with anyway.
    package var isBold = false, isUnderlined = false, isDim = false

    /// A look like that of plain text.
    package init() {}
  }

  /// The looks by ink; an ink without one looks like the normal one.
  package var looks: [Style.Ink: Look] = [:]

  /// A theme of no colours.
  package init() {}

  /// Whether it has colours that only a terminal of true colours shows.
  var hasTrueColors: Bool {
    looks.values.contains { look in
      (look.text + look.back).contains { if case .rgb = $0 { true } else { false } }
    }
  }

  /// The numbers of an ink's colours, of the text and of what is behind it; -1 is the terminal's own.
  package func colors(of ink: Style.Ink, at depth: Color.Depth) -> (text: Int32, back: Int32) {
    (number(of: ink, \.text, depth), number(of: ink, \.back, depth))
  }

  private func number(of ink: Style.Ink, _ part: KeyPath<Look, [Color]>, _ depth: Color.Depth) -> Int32 {
    let own = looks[ink]?[keyPath: part] ?? []
    let colors = own.isEmpty ? looks[.normal]?[keyPath: part] ?? [] : own
    let best = colors.first { $0.isExact(at: depth) } ?? colors.first
    return best?.number(at: depth) ?? -1
  }
}
