// Text above and below the line, on a line of cells: 10³ must not read 103.

/// The text as it stands on one line. Where every character has a raised (or lowered) form it is that: 10³, H₂O.
/// Figures and signs that have none are marked, `2^(a.b)`, `x_(1,2)`, and so is a single letter; other letters
/// and what stands in brackets (1st, ®, [1]) cannot be misread and stay as they are.
func scripted(_ text: String, _ script: InlineText.Script) -> String {
  let forms = script == .raised ? raisedForms : loweredForms
  let changed = text.unicodeScalars.compactMap { forms[$0] }
  if changed.count == text.unicodeScalars.count { return String(String.UnicodeScalarView(changed)) }
  guard isMistakable(text) else { return text }
  return (script == .raised ? "^(" : "_(") + text + ")"
}

private func isMistakable(_ text: String) -> Bool {
  guard let first = text.first, !"[［〔（(【".contains(first) else { return false }
  if text.count == 1 { return first.isASCII && first.isLetter }
  return text.contains { $0.isASCII && ($0.isNumber || "+-=*/".contains($0)) || $0 == "−" }
}

private let raisedForms = forms("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
private let loweredForms = forms("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")

private func forms(_ plain: String, _ scripted: String) -> [Unicode.Scalar: Unicode.Scalar] {
  Dictionary(uniqueKeysWithValues: zip(plain.unicodeScalars, scripted.unicodeScalars))
}
