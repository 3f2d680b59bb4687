// Files that other processes change: the kernel says so (inotify(7)), nobody has to look again and again.

import Glibc

/// Watches files of one folder, those that are not there yet too.
package final class FileWatcher: Awaited {
  /// Readable when something has happened to a file that is watched.
  package let descriptor: Int32
  private let names: Set<String>

  /// Watches the files of these names in a folder. Nil where the kernel has no more watches to give, or there is
  /// no such folder.
  package init?(folder: String, names: Set<String>) {
    self.names = names
    descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let events = IN_MODIFY | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM
    guard inotify_add_watch(descriptor, folder, UInt32(events)) >= 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Which of the files have changed since they were last asked about; nil where nothing has happened in the whole
  /// folder. Where there was more than the kernel keeps, all have.
  package func take() -> Set<String>? {
    let events = readAll(from: descriptor)
    guard !events.isEmpty else { return nil }
    return (FileWatcher.names(in: events) ?? names).intersection(names)
  }

  /// The names in `struct inotify_event`s, each followed by its name; nil where events were lost.
  private static func names(in bytes: [UInt8]) -> Set<String>? {
    bytes.withUnsafeBytes { bytes in
      var found: Set<String> = []
      var place = 0
      while place + MemoryLayout<inotify_event>.size <= bytes.count {
        let event = bytes.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return nil }
        place += MemoryLayout<inotify_event>.size
        let name = bytes[place..<min(place + Int(event.len), bytes.count)].prefix { $0 != 0 }
        found.insert(String(decoding: name, as: UTF8.self))
        place += Int(event.len)
      }
      return found
    }
  }
}
