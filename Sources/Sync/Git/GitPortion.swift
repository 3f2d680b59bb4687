// How many contents are asked of a server at once: the first soon, and of what a line is cut at little is lost.

/// How many contents are fetched in one request.
package struct GitPortion: Sendable {
  /// As many as are to be asked for next, or half as many more where none would be left.
  package private(set) var count: Int
  private var sum = 0
  private let isCounted: Bool

  /// It costs as much to ask for few as for many, so fewer they never are.
  package static let least = 128
  private static let most = 1000
  /// A line that is cut loses about so much of its time.
  private static let aim = Duration.seconds(10)
  /// The first, which are the newest, can be read after so long.
  private static let firstAim = Duration.seconds(5)
  /// The bytes of a page on the way, about, while none has come.
  private static let pageBytes = 4096
  /// Or so much of what has come: an archive of tens of thousands is not fetched in hundreds of packs.
  private static let share = 8
  /// Where a day's bytes are counted, it is not known beforehand how many they are.
  private static let counted = 100

  /// For as many as there are, of a source whose bytes are counted, or of one of which as many may come as will.
  ///
  /// The first are few, for they can be read while the next come; but over a line that brought what came before, if
  /// anything did, at so many bytes a second, up to half: there reading takes longer than coming.
  package init(of all: Int, isCounted: Bool, bytesPerSecond: Double? = nil) {
    self.isCounted = isCounted
    let few = GitPortion.soon(of: all, bytesPerSecond: bytesPerSecond)
    count = isCounted ? GitPortion.counted : max(GitPortion.least, few)
  }

  /// How many of all come soon, at so many bytes a second; half of them at most.
  package static func soon(of all: Int, bytesPerSecond: Double?) -> Int {
    let expected = (bytesPerSecond ?? 0) * (firstAim / .seconds(1)) / Double(pageBytes)
    return min(most, all / 2, Int(min(expected, Double(most))))
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
