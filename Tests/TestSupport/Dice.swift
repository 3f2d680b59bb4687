// Chance that is the same every time.

/// Random numbers from a seed (SplitMix64, by Steele, Lea and Flood).
package struct Dice: RandomNumberGenerator {
  private var state: UInt64

  /// A multiple of the step would give every seed a later part of one sequence.
  package init(seed: UInt64) { state = (seed &+ 1) &* 0xD6E8_FEB8_6659_FD93 }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
