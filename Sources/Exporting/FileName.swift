// A title as the name of a file: nothing in it leads to another folder, hides the file, or is taken for an option.

/// A title as a file's name with an ending. Where nothing is left of the title, `otherwise` stands for it.
package func fileName(_ title: String, ending: String, otherwise: String) -> String {
  var name = ""
  for character in title {
    let isBad = character.unicodeScalars.contains { scalar in
      scalar.value < 0x20 || scalar.value == 0x7F || #"/\:*?"<>|"#.unicodeScalars.contains(scalar)
    }
    let next = isBad ? "-" : character
    if name.utf8.count + next.utf8.count > mostBytes { break }
    name.append(next)
  }
  let kept = name.drop { " .-~\u{3000}".contains($0) }
  let end = kept.lastIndex { !" .\u{3000}".contains($0) }
  return (end.map { String(kept[...$0]) } ?? otherwise) + ending
}

/// A name may have 255 bytes on most file systems; some of them are left for what is put behind it.
private let mostBytes = 200
