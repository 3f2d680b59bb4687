// The right name for a wrong one: of a key, a command, a setting.

/// The name nearest to a word: the fewest letters to change, and no more than a third of them; nil where none is near.
/// Capital letters are small ones.
package func nearest(to word: String, among names: some Sequence<String>) -> String? {
  let word = word.lowercased()
  let limit = max(1, word.count / 3)
  let distances = names.lazy.map { (name: $0, distance: distance(word, $0.lowercased())) }
  return distances.filter { $0.distance <= limit }.min { $0.distance < $1.distance }?.name
}

/// How many characters must be put in, left out or changed to make one word of another (Levenshtein); a pair that has
/// changed places counts as one.
private func distance(_ one: String, _ other: String) -> Int {
  let one = Array(one), other = Array(other)
  var rows = [Array(0...other.count)]
  for (row, letter) in one.enumerated() {
    var next = [row + 1]
    for (column, opposite) in other.enumerated() {
      var best = min(
        rows[row][column] + (letter == opposite ? 0 : 1), rows[row][column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, letter == other[column - 1], one[row - 1] == opposite {
        best = min(best, rows[row - 1][column - 1] + 1)
      }
      next.append(best)
    }
    rows.append(next)
  }
  return rows[one.count][other.count]
}
