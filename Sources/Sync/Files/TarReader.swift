// A tar, read entry by entry through libarchive, whatever compresses it. It knows limits, and no trees.

import CArchive
import Foundation
import Parsing

/// An entry of a tar.
struct TarEntry {
  /// What it is.
  enum Kind { case file, folder, other }

  var name: [UInt8]
  var kind: Kind
}

/// Reads a tar from its beginning to its end.
final class TarReader {
  private let path: String
  private let archive: OpaquePointer
  private var entries = 0
  /// The bytes that were unpacked, and those of names.
  private var bytes = 0, nameBytes = 0
  /// Whether the content of the entry read last has not been read.
  private var isUnread = false

  /// Bytes of a path on Linux at most, and how many of a longer one are told.
  private static let longestName = 4096, shownOfName = 60
  /// Entries, and bytes of their contents, of one archive at most: the largest mirrors have a tenth of it.
  private static let mostEntries = 2_000_000, mostBytes = 16 * 1_073_741_824
  /// Bytes of names of one archive at most.
  private static let mostNameBytes = 128 * 1_048_576
  /// How much larger the contents may be than the file, beyond some bytes: text is not made smaller than this, zeroes
  /// are.
  private static let mostTimes = 1000, mostUnquestioned = 64 * 1_048_576

  /// Opens the tar at a path: plain, or compressed by gzip, zstd, xz or bzip2.
  /// - Throws: `SyncError.missing`, `.unreadable`, `.unknownFile`, `.damagedFile`.
  init(path: String) throws(SyncError) {
    guard kanbao_has_archive() else { throw .missing("libarchive") }
    var information = stat()
    guard stat(path, &information) == 0, access(path, R_OK) == 0 else {
      throw .unreadable(cleanLine(path), reason: String(cString: strerror(errno)))
    }
    guard let archive = archive_read_new() else { throw .unreadable(cleanLine(path), reason: "no memory") }
    (self.path, self.archive, size) = (path, archive, Int(information.st_size))
    archive_read_support_format_tar(archive)
    for allow in [
      archive_read_support_filter_gzip, archive_read_support_filter_zstd, archive_read_support_filter_xz,
      archive_read_support_filter_bzip2,
    ] { _ = allow(archive) }
    guard archive_read_open_filename(archive, path, 65_536) == ARCHIVE_OK else { throw damage }
  }

  private let size: Int

  deinit { archive_read_free(archive) }

  /// The next entry; nil at the end.
  /// - Throws: `SyncError.damagedFile` for what is damaged, cut short, or beyond all bounds.
  func next() throws(SyncError) -> TarEntry? {
    // Of what is unpacked all counts, also what nobody asks for.
    if isUnread { _ = try content(limit: 0) }
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK, ARCHIVE_WARN: break
    case ARCHIVE_EOF: return nil
    default: throw damage
    }
    entries += 1
    isUnread = true
    guard entries <= TarReader.mostEntries else { throw damaged("it has more entries than any mirror") }
    guard let entry, let name = archive_entry_pathname(entry) else { return TarEntry(name: [], kind: .other) }
    let length = strlen(name)
    nameBytes += length
    guard nameBytes <= TarReader.mostNameBytes else {
      throw damaged("its names are longer than any mirror's")
    }
    guard length <= TarReader.longestName else {
      return TarEntry(
        name: Array(UnsafeRawBufferPointer(start: name, count: TarReader.shownOfName)), kind: .other)
    }
    let isLink = archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
    let kind: TarEntry.Kind =
      switch archive_entry_filetype(entry) {
      case S_IFREG where !isLink: .file
      case S_IFDIR: .folder
      default: .other
      }
    return TarEntry(name: Array(UnsafeRawBufferPointer(start: name, count: length)), kind: kind)
  }

  /// The content of the entry read last; nil for one of more than `limit` bytes, which is read past.
  /// - Throws: `SyncError.damagedFile`.
  func content(limit: Int) throws(SyncError) -> [UInt8]? {
    isUnread = false
    var content: [UInt8]? = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = archive_read_data(archive, &buffer, buffer.count)
      guard count >= 0 else { throw damage }
      if count == 0 { return content }
      bytes += count
      guard bytes <= TarReader.mostBytes,
        bytes <= TarReader.mostUnquestioned || bytes / TarReader.mostTimes <= size
      else {
        throw damaged("it unpacks to more than any mirror holds")
      }
      guard let sofar = content?.count, sofar + count <= limit else {
        content = nil
        continue
      }
      buffer.withUnsafeBufferPointer {
        content?.append(contentsOf: UnsafeBufferPointer(rebasing: $0[..<count]))
      }
    }
  }

  private var damage: SyncError {
    let reason = archive_error_string(archive).map { String(cString: $0) } ?? "Unrecognized"
    return reason.hasPrefix("Unrecognized") ? .unknownFile(cleanLine(path)) : damaged(reason)
  }

  private func damaged(_ reason: String) -> SyncError {
    .damagedFile(cleanLine(path), reason: cleanLine(reason))
  }
}
