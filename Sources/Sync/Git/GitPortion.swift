// How many contents are asked of a server at once: the first soon, and of what a line is cut at little is lost.

/// How many contents are fetched in one request.
package struct GitPortion: Sendable {
  /// As many as are to be asked for next, or half as many more where none would be left.
  package private(set) var count: Int
  private var sum = 0
  private let isCounted: Bool

  /// The first, which are the newest, are few: they can be read while the next come. It costs as much to ask for few as
  /// for many, so fewer they never are.
  package static let least = 128
  private static let most = 1000
  /// A line that is cut loses about so much of its time.
  private static let aim = Duration.seconds(10)
  /// Or so much of what has come: an archive of tens of thousands is not fetched in hundreds of packs.
  private static let share = 8
  /// Where a day's bytes are counted, it is not known beforehand how many they are.
  private static let counted = 100

  /// For a source whose bytes are counted, or for one of which as many may come as will.
  package init(isCounted: Bool) {
    self.isCounted = isCounted
    count = isCounted ? GitPortion.counted : GitPortion.least
  }

  /// So many have come in so long; none where all that was wanted was here.
  package mutating func took(_ time: Duration, for fetched: Int) {
    guard !isCounted, fetched > 0 else { return }
    sum += fetched
    let inTime = Double(fetched) * (GitPortion.aim / max(time, .milliseconds(1)))
    count = max(GitPortion.least, sum / GitPortion.share, Int(min(inTime, Double(GitPortion.most))))
    count = min(count, GitPortion.most)
  }

  /// Takes the next from those that are left.
  package func next<Item>(of rest: inout ArraySlice<Item>) -> [Item] {
    let isLast = rest.count < count + (isCounted ? 0 : count / 2)
    let part = Array(isLast ? rest : rest.prefix(count))
    rest = rest.dropFirst(part.count)
    return part
  }
}
