// Files that change are told of, and nothing else wakes anybody.

import Foundation
import Terminal
import TestSupport
import Testing

struct FileWatcherTests {
  private let scratch = Scratch()

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: scratch.path + "/" + name))
  }

  private func isReadable(_ watcher: FileWatcher) -> Bool {
    var input = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&input, 1, 0) == 1
  }

  @Test func whatIsMadeChangedOrTakenAwayIsTold() throws {
    let watcher = try #require(FileWatcher(folder: scratch.path, names: ["a", "b"]))
    #expect(watcher.take() == nil && !isReadable(watcher))
    try write("1", to: "a")
    #expect(isReadable(watcher) && watcher.take() == ["a"])
    #expect(watcher.take() == nil && !isReadable(watcher))
    try write("2", to: "b")
    try FileManager.default.removeItem(atPath: scratch.path + "/a")
    #expect(watcher.take() == ["a", "b"])
    try write("3", to: "another")
    #expect(watcher.take() == [])
  }

  @Test func readingIsNoChange() throws {
    try write("1", to: "a")
    let watcher = try #require(FileWatcher(folder: scratch.path, names: ["a"]))
    _ = try Data(contentsOf: URL(filePath: scratch.path + "/a"))
    #expect(watcher.take() == nil)
  }

  @Test func manyChangesAreAllToldAtOnce() throws {
    let watcher = try #require(FileWatcher(folder: scratch.path, names: ["a", "b"]))
    for number in 0..<20_000 {
      close(open("\(scratch.path)/\(number % 2 == 0 ? "a" : "b")", O_CREAT | O_WRONLY, 0o600))
    }
    #expect(watcher.take() == ["a", "b"] && watcher.take() == nil)
  }

  @Test func aFolderThatIsNotThereIsNotWatched() {
    #expect(FileWatcher(folder: scratch.path + "/nowhere", names: ["a"]) == nil)
  }
}
