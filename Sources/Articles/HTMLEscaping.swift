// What is markup in HTML, written so that it is none.

/// A text so that nothing in it is markup, neither between tags nor in an attribute; other characters that are named are
/// written by their numbers.
package func htmlEscaped(_ text: String, byNumber others: Set<Unicode.Scalar> = []) -> String {
  var result = ""
  result.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case _ where others.contains(scalar): result += "&#\(scalar.value);"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
