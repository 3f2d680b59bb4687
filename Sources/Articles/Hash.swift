// The hash that identities and changes are told by.

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): of the bytes alone, or of what came before them
/// as well where `start` is its hash. Takes time linear in the bytes.
/// (Of arrays, not of any sequence: that would be called across modules a byte at a time.)
package func fnv1a(_ bytes: [UInt8], after start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
  var hash = start
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash
}
