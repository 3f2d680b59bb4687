import Articles
import Testing

struct FirstNonNilTests {
  @Test func eachIsAskedForOnceAndNoneAfterTheFirst() {
    var asked: [String] = []
    let number = ["茶", "7", "9"].firstNonNil { word in
      asked.append(word)
      return Int(word)
    }
    #expect(number == 7)
    #expect(asked == ["茶", "7"])
    #expect(["茶", "酒"].firstNonNil { Int($0) } == nil)
  }
}
