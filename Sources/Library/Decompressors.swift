// What documents are decompressed with, kept for all who read them: to make one takes longer than a document does.

import Foundation
import GRDB
import Synchronization

/// The decompressors of the sources of one cache.
final class Decompressors: Sendable {
  private let known = Mutex<[Int64: Decompressor]>([:])

  /// The bytes of a source's document, as they were before they were stored; nil where they are damaged. The source's
  /// dictionary is read where none is known, or another: it may have got its first, or be another source by now.
  func plain(_ body: Data, of source: Int64, _ database: Database) throws -> [UInt8]? {
    let bytes = [UInt8](body)
    if let plain = known.withLock({ $0[source]?.decompress(bytes) }) { return plain }
    let statement = try database.cachedStatement(sql: "SELECT bytes FROM dictionary WHERE source = ?")
    let dictionary = [UInt8](try Data.fetchOne(statement, arguments: [source]) ?? Data())
    return known.withLock { known in
      let made = Decompressor(dictionary: dictionary)
      known[source] = made
      return made.decompress(bytes)
    }
  }
}
