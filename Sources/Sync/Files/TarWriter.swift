// A tar that is written: under another name until it is whole, then all at once under its own.

import CArchive
import Foundation
import Parsing

/// How a tar is compressed, as the ending of its name says.
package enum TarCompression: Hashable, Sendable {
  case none, gzip, zstd

  /// `.tar`, `.tar.gz` or `.tgz`, `.tar.zst` or `.tzst`; nil for any other ending.
  package init?(ofName name: String) {
    let name = name.lowercased()
    if name.hasSuffix(".tar") {
      self = .none
    } else if name.hasSuffix(".tar.gz") || name.hasSuffix(".tgz") {
      self = .gzip
    } else if name.hasSuffix(".tar.zst") || name.hasSuffix(".tzst") {
      self = .zstd
    } else {
      return nil
    }
  }
}

/// Writes a tar. Nothing is left of one that is not finished.
final class TarWriter {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private let archive: OpaquePointer
  private var isFinished = false

  /// Begins the tar at a path.
  /// - Throws: `SyncError.missing`, `.unwritable`.
  init(path: String, _ compression: TarCompression) throws(SyncError) {
    guard kanbao_has_archive() else { throw .missing("libarchive") }
    let path = try TarWriter.file(of: path)
    var template = Array((path + ".XXXXXX").utf8CString)
    let made = mkstemp(&template)
    guard made >= 0 else { throw .unwritable(cleanLine(path), reason: String(cString: strerror(errno))) }
    guard let archive = archive_write_new() else {
      close(made)
      unlink(template)
      throw .unwritable(cleanLine(path), reason: "no memory")
    }
    (self.path, descriptor, self.archive) = (path, made, archive)
    temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Names are bytes in it, whatever the locale says.
    archive_write_set_format_gnutar(archive)
    switch compression {
    case .none: break
    case .gzip: archive_write_add_filter_gzip(archive)
    case .zstd: archive_write_add_filter_zstd(archive)
    }
    guard archive_write_open_fd(archive, descriptor) == ARCHIVE_OK else { throw failure }
  }

  /// What a link leads to is replaced, and not the link; and what is no file is left.
  private static func file(of path: String) throws(SyncError) -> String {
    var information = stat()
    guard stat(path, &information) == 0 else { return path }
    guard information.st_mode & S_IFMT == S_IFREG, let real = realpath(path, nil) else {
      let reason = information.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL
      throw .unwritable(cleanLine(path), reason: String(cString: strerror(reason)))
    }
    defer { free(real) }
    return String(cString: real)
  }

  deinit {
    archive_write_free(archive)
    close(descriptor)
    if !isFinished { unlink(temporary) }
  }

  /// Adds a file.
  /// - Throws: `SyncError.unwritable`.
  func add(_ name: String, _ bytes: [UInt8]) throws(SyncError) {
    guard let entry = archive_entry_new() else { throw failure }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, S_IFREG as mode_t)
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, la_int64_t(bytes.count))
    guard archive_write_header(archive, entry) == ARCHIVE_OK,
      archive_write_data(archive, bytes, bytes.count) == bytes.count
    else { throw failure }
  }

  /// Ends it: what was written is on the disk, under its name.
  /// - Throws: `SyncError.unwritable`.
  func finish() throws(SyncError) {
    guard archive_write_close(archive) == ARCHIVE_OK else { throw failure }
    let mask = umask(0)
    umask(mask)
    guard fchmod(descriptor, 0o666 & ~mask) == 0, fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw .unwritable(cleanLine(path), reason: String(cString: strerror(errno)))
    }
    isFinished = true
  }

  private var failure: SyncError {
    let number = archive_errno(archive)
    let reason =
      number > 0
      ? strerror(number).map { String(cString: $0) }
      : archive_error_string(archive).map { String(cString: $0) }
    return .unwritable(cleanLine(path), reason: cleanLine(reason ?? "unknown"))
  }
}
