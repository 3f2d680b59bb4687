// Reading stored documents. What those of a source are decompressed with is kept for all who read them: to make it takes
// longer than a document does.

import Articles
import Foundation
import GRDB
import Synchronization

/// Reads the documents of one cache.
final class DocumentReader: Sendable {
  private let decompressors = Mutex<[Int64: Decompressor]>([:])

  /// The document in the bytes that are stored of an article of a source; nil where they make none.
  func document(
    _ body: Data, of source: Int64, title: String, published: CalendarDate?, _ database: Database
  ) throws -> Document? {
    guard let plain = try plain(body, of: source, database) else { return nil }
    return DocumentCoding.decode(plain, title: title, published: published)
  }

  /// The bytes of that document before they were compressed; nil where they cannot be had.
  ///
  /// The source's dictionary is read where none is known, or another: it may have got its first, or be another source by
  /// now.
  func plain(_ body: Data, of source: Int64, _ database: Database) throws -> [UInt8]? {
    let bytes = [UInt8](body)
    if let plain = decompressors.withLock({ $0[source]?.decompress(bytes) }) { return plain }
    let statement = try database.cachedStatement(sql: "SELECT bytes FROM dictionary WHERE source = ?")
    let dictionary = [UInt8](try Data.fetchOne(statement, arguments: [source]) ?? Data())
    return decompressors.withLock { decompressors in
      let made = Decompressor(dictionary: dictionary)
      decompressors[source] = made
      return made.decompress(bytes)
    }
  }
}
