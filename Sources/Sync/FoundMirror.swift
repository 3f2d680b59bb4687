// What `Transports` finds at an address, for the one who adds it to a source.

/// What was found at an address.
package struct FoundMirror: Hashable, Sendable {
  /// How it is reached, and the address it is kept by.
  package var kind: MirrorAddress.Kind, address: String
  /// What its front page calls itself (empty where it does not), and how many categories it names.
  package var title: String, categories: Int
  /// Whether it was reached.
  package var isSeen = true

  /// The last part of its address: a name, where it has no title.
  package var name: String {
    let last = address.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? ""
    return String(last.hasSuffix(".git") ? last.dropLast(4) : last[...])
  }
}

extension FoundMirror {
  /// A mirror that cannot be had now, in the likeliest form of its address.
  package init(unseen address: String) {
    self.init(
      kind: MirrorAddress.kind(of: address), address: MirrorAddress.forms(of: address).first ?? address,
      title: "",
      categories: 0,
      isSeen: false)
  }
}
