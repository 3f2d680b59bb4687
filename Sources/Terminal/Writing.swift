// Bytes to a file, a terminal.

import Glibc

/// Writes all bytes to a descriptor that blocks. Returns whether it took them; where not, `errno` says why.
@discardableResult
package func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var left = bytes[...]
  while !left.isEmpty {
    let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EAGAIN {
      // Whoever made it non-blocking is waited for all the same.
      var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      poll(&wait, 1, -1)
    } else if count < 0, errno != EINTR {
      return false
    }
    left = left.dropFirst(max(0, count))
  }
  return true
}
