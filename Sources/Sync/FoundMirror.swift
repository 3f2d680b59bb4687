// What `Transports` finds at an address, for the one who adds it to a source.

package import Articles

/// What was found at an address.
package struct FoundMirror: Hashable, Sendable {
  /// How it is reached, and the address it is kept by.
  package var kind: MirrorAddress.Kind, address: String
  /// Its front page; nil where it has none.
  package var frontPage: FrontPage?
  /// Whether it was reached.
  package var isSeen = true

  /// What its front page calls itself; empty where it does not.
  package var title: String { frontPage?.title ?? "" }

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
      isSeen: false)
  }
}
