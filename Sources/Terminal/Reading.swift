// Bytes from a pipe, from the kernel.

import Glibc

/// All bytes that a descriptor has at the moment, which must not block.
func readAll(from descriptor: Int32) -> [UInt8] {
  // As much as is on the stack, and more than the longest event of inotify(7).
  withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { part in
    var all: [UInt8] = []
    while true {
      let count = read(descriptor, part.baseAddress, part.count)
      guard count > 0 else { return all }
      all += part.prefix(count)
    }
  }
}
