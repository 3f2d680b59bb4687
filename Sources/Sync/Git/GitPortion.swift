// How many contents are asked of a server at once: the first soon, and of what a line is cut at little is lost.

/// How many contents are fetched in one request.
struct GitPortion: Sendable {
  /// As many as are to be asked for next.
  private(set) var count: Int
  private let isFixed: Bool

  /// The first, which are the newest, are few: they can be read while the next come. It costs as much to ask for few as
  /// for many, so fewer they never are.
  static let least = 128
  private static let most = 1000
  /// A line that is cut loses about so much of its time.
  private static let aim = Duration.seconds(10)

  /// Where what comes is counted, it is not known beforehand how much it is.
  init(isCounted: Bool) {
    isFixed = isCounted
    count = isCounted ? 100 : GitPortion.least
  }

  /// So many have come in so long: the next are as many as come in a while.
  mutating func took(_ time: Duration, for fetched: Int) {
    guard !isFixed, fetched > 0 else { return }
    let wanted = Double(fetched) * (GitPortion.aim / max(time, .milliseconds(1)))
    count = Int(min(max(wanted, Double(GitPortion.least)), Double(GitPortion.most)))
  }

  /// Takes the next from those that are left: all, where few would be left.
  func next<Item>(of rest: inout ArraySlice<Item>) -> [Item] {
    let size = rest.count < count + count / 2 && !isFixed ? rest.count : min(count, rest.count)
    defer { rest = rest.dropFirst(size) }
    return Array(rest.prefix(size))
  }
}
