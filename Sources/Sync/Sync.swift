// Sync brings a source up to date: it asks the source's mirrors, the healthiest first, what they hold, reads what
// changed and stores it. `SyncEngine` does it, over the trees that `Transports` opens;
// `Export` writes a tree for another Kanbao.
//
// Sync knows trees, pages, networks and the library, of which it asks what has been read: that comes later. It must not
// know the reader's state or screens, and changes no mark.

/// How far a sync has got.
package struct SyncProgress: Hashable, Sendable {
  /// Files looked at so far, of how many.
  package var done = 0, total = 0
  /// Articles that were new, and that changed.
  package var new = 0, changed = 0
  /// Bytes received and sent.
  package var bytes = 0
  /// The address of the mirror that is asked; empty before the first.
  package var mirror = ""
}

/// What came of a sync.
package struct SyncReport: Hashable, Sendable {
  /// How far it came, and what it stored.
  package var progress = SyncProgress()
  /// What could not be read; the rest was.
  package var notes: [SyncNote] = []
  /// What stood in the way of bringing all; nil where nothing did.
  package var error: SyncError?
  /// The mirrors that failed, and why.
  package var failures: [MirrorFailure] = []
}

/// Why a mirror was left for another.
package struct MirrorFailure: Hashable, Sendable {
  /// Its address, and what went wrong.
  package var address: String, error: SyncError

  /// Why the mirror at an address was left.
  package init(address: String, error: SyncError) { (self.address, self.error) = (address, error) }
}
