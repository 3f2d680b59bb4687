import Reader
import Terminal
import Testing

/// A screen that changes its size changes nothing of where the reader is.
struct ResizeTests {
  @Test func makingTheScreenNarrowAndWideAgainShowsTheSameLines() throws {
    var session = try Session(Paper.daily(), rows: 12)
    try session.press("G", "Enter", "Enter")
    try session.press("j", times: 6)
    let before = session.screen
    #expect(before.contains("工序"))
    for columns in [21, 33, 40, 57, 64] {
      try session.take(.resized(Size(rows: 12, columns: columns)))
    }
    try session.take(.resized(Size(rows: 12, columns: 80)))
    #expect(session.screen == before)
  }

  @Test func turningBackLeadsToWhereThePageBegan() throws {
    var session = try Session(Paper.daily(), rows: 12)
    try session.press("G", "Enter", "Enter")
    try session.press("j", times: 2)
    let before = session.screen
    #expect(before.contains("工序"))
    try session.press("Space", "Space", "b", "b")
    #expect(session.screen == before)
  }
}
