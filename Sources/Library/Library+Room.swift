// The room in the cache's file that is left by what went.

import GRDB

extension Library {
  /// Bytes from which on room is given back: less comes to use soon.
  package static let leastRoom = 16 << 20

  /// Gives back to the disk what articles have left that were let go of, where that is a quarter of the cache's file: what
  /// stays is written anew, beside those who read. Where there is no room for that the file stays as large as it is.
  package func giveRoomBack(from least: Int = Library.leastRoom) {
    let sizes = try? read { database in
      try ["page_size", "page_count", "freelist_count"].map { name in
        try Int.fetchOne(database, sql: "PRAGMA main.\(name)") ?? 0
      }
    }
    guard let sizes, sizes[2] > sizes[1] / 4, sizes[2] * sizes[0] >= least else { return }
    try? cache.vacuum()
    // The file is cut when what was written has gone into it, and nobody reads what was there before.
    _ = try? cache.writeWithoutTransaction { try $0.checkpoint(.truncate) }
  }
}
