// What of the reader's wishes is put off: what comes before it is on the screen sooner.

import Reader

/// The effects that are put off. What is asked of the library is asked when all of them have been done.
struct PutOff {
  private typealias Timed = (effect: Effect, due: ContinuousClock.Instant)

  /// What nobody waits for, in the order in which it is to be done.
  private var waiting: [Effect] = []
  /// The article selected in the list, and when it is read: moving on first, one reads none of those passed over.
  private var ahead: Timed?
  /// Where the article is being read, until that is kept, soon. Keeping it waits for the disk, which moving on does not.
  private var position: Timed?

  /// So long nobody moves before the article selected is read.
  private static let rest = Duration.milliseconds(100)
  /// So long it may take until it is kept where the article is being read.
  private static let longestUnsaved = Duration.milliseconds(500)

  /// Puts an effect off, if it is one of which nobody waits for the answer. Returns whether it was.
  mutating func take(_ effect: Effect) -> Bool {
    switch effect {
    case .readAhead: ahead = (effect, .now + PutOff.rest)
    case .savePosition(let id, _):
      // Of another article it is kept as it is.
      if case .savePosition(let before, _)? = position?.effect, before != id { endReading() }
      position = (effect, position?.due ?? .now + PutOff.longestUnsaved)
    case .loadRelated, .markOpened: add(effect)
    default: return false
    }
    return true
  }

  /// Puts any effect off, behind the others.
  mutating func add(_ effect: Effect) { waiting.append(effect) }

  /// Has the position be kept with the rest of what waits.
  private mutating func endReading() {
    if let position { add(position.effect) }
    position = nil
  }

  /// The next effect that has its time; nil where there is none.
  mutating func next() -> Effect? {
    if let position, position.due <= .now { endReading() }
    return waiting.isEmpty ? nil : waiting.removeFirst()
  }

  /// The next effect that others wait for, whatever its time; nil where there is none.
  mutating func nextAtOnce() -> Effect? {
    endReading()
    return next()
  }

  /// The article selected, when it is time for it to be read.
  mutating func takeAhead() -> Effect? {
    guard let (effect, due) = ahead, due <= .now else { return nil }
    ahead = nil
    return effect
  }

  /// When the article selected is to be read, and when the position is to be kept.
  var aheadDue: ContinuousClock.Instant? { ahead?.due }
  var positionDue: ContinuousClock.Instant? { position?.due }
}
