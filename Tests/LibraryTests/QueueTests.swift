// What is to be read later, and what was opened.

import Articles
import Foundation
import GRDB
import Library
import TestSupport
import Testing

@Suite struct QueueTests {
  private let paths = (0..<20).map { "pages/food/\($0).md" }

  private func paper(_ scratch: Scratch) throws -> Library {
    try library(scratch, food: paths, articles: paths.map { draft($0, document($0, day: 3)) })
  }

  private func order(_ library: Library) throws -> [String] {
    try library.articles(.queue, limit: 100).map(\.path)
  }

  @Test func itKeepsItsOrderThroughMovesUndoneAndRedone() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    var expected: [String] = []
    var states: [[String]] = [], changes: [Change] = []
    var state: UInt64 = 3
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<200 {
      let path = paths[random(paths.count)]
      let change: Change?
      if let place = expected.firstIndex(of: path), random(3) > 0 {
        let step = random(9) - 4
        change = try library.moveInQueue(id(path), by: step)
        expected.remove(at: place)
        expected.insert(path, at: max(0, min(place + step, expected.count)))
      } else {
        let isIn = expected.contains(path)
        change = try library.setQueued(id(path), !isIn)
        if isIn { expected.removeAll { $0 == path } } else { expected.append(path) }
      }
      #expect(try order(library) == expected)
      guard let change else { continue }
      states.append(expected)
      changes.append(change)
    }
    var undone: [Change] = []
    for (change, before) in zip(changes.reversed(), states.dropLast().reversed()) {
      undone.append(try #require(try library.undo(change)))
      #expect(try order(library) == before)
    }
    for (change, after) in zip(undone.reversed(), states.dropFirst()) {
      try library.undo(change)
      #expect(try order(library) == after)
    }
  }

  @Test func itIsReadOnFromAnyArticle() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    let queue = [7, 2, 11, 5, 3].map { paths[$0] }
    for path in queue { _ = try library.setQueued(id(path), true) }
    for (place, path) in queue.enumerated() {
      let article = try #require(try library.article(id(path), in: .queue))
      #expect(
        try library.articles(.queue, after: article.key, limit: 9).map(\.path) == Array(queue[(place + 1)...])
      )
      #expect(
        try library.articles(.queue, before: article.key, limit: 9).map(\.path) == Array(queue[..<place]))
      let window = try library.window(.queue, around: article.id, at: article.key, limit: 4)
      #expect(
        window.total == 5
          && Array(queue[window.first...].prefix(window.rows.count)) == window.rows.map(\.path))
      #expect(window.rows.contains { $0.path == path })
    }
  }

  @Test func whatIsInTheQueueIsNeverLetGo() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    for path in paths[..<15] { _ = try library.setRead(id(path), true) }
    _ = try library.setQueued(id(paths[4]), true)
    _ = try library.setStarred(id(paths[5]), true)
    try library.prune(source: source, keeping: 0, before: nil, evenUnread: true)
    #expect(try library.articles(.everything, limit: 100).map(\.path) == [paths[4], paths[5]])
    _ = try library.setQueued(id(paths[4]), false)
    try library.prune(source: source, keeping: 0, before: nil, evenUnread: true)
    #expect(try library.articles(.everything, limit: 100).map(\.path) == [paths[5]])
  }

  @Test func whatIsOldIsLetGoByTheDayItWasPublished() throws {
    let scratch = Scratch()
    let days = [1, 2, 3, 4, 5, 6, nil]
    let drafts = days.enumerated().map { draft("pages/food/\($0).md", document("题\($0)", day: $1)) }
    let library = try library(scratch, articles: drafts)
    for number in [0, 1, 2, 5, 6] { _ = try library.setRead(id("pages/food/\(number).md"), true) }
    _ = try library.setStarred(id("pages/food/1.md"), true)
    _ = try library.setQueued(id("pages/food/2.md"), true)
    let fifth = CalendarDate(year: 2024, month: 5, day: 5)
    func titles() throws -> Set<String> {
      Set(try library.articles(.everything, limit: 9).map(\.title))
    }
    try library.prune(source: source, keeping: nil, before: fifth, evenUnread: false)
    #expect(try titles() == ["题1", "题2", "题3", "题4", "题5", "题6"])
    try library.prune(source: source, keeping: nil, before: fifth, evenUnread: true)
    #expect(try titles() == ["题1", "题2", "题4", "题5", "题6"])
  }

  @Test func itOutlivesTheCache() throws {
    let scratch = Scratch()
    do {
      let library = try paper(scratch)
      for path in [paths[3], paths[1]] { _ = try library.setQueued(id(path), true) }
      _ = try library.markOpened(id(paths[6]))
      library.close()
    }
    for suffix in ["", "-wal", "-shm"] { unlink(scratch.places.cache + suffix) }
    let library = try Library(scratch.places)
    #expect(try library.count(.queue) == 0 && library.count(.history) == 0)
    var batch = Batch()
    batch.articles = paths.map { draft($0, document($0, day: 3)) }
    _ = try library.store(batch, source: source)
    #expect(try order(library) == [paths[3], paths[1]])
    #expect(try library.articles(.history, limit: 9).map(\.path) == [paths[6]])
  }

  @Test func anArticleThatComesBackIntoTheQueueHasAPlaceOfItsOwn() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    for path in paths[..<3] { _ = try library.setQueued(id(path), true) }
    let change = try #require(try library.setQueued(id(paths[2]), false))
    _ = try library.setQueued(id(paths[3]), true)
    let undone = try #require(try library.undo(change))
    #expect(try order(library) == [0, 1, 3, 2].map { paths[$0] })
    // Read on from each, none is passed over.
    let third = try #require(try library.article(id(paths[3]), in: .queue))
    #expect(try library.articles(.queue, after: third.key, limit: 9).map(\.path) == [paths[2]])
    try library.undo(undone)
    #expect(try order(library) == [0, 1, 3].map { paths[$0] })
  }

  @Test func severalThatComeBackKeepTheirOrder() throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    for path in paths[..<4] { _ = try library.setQueued(id(path), true) }
    let change = try #require(try library.setMark(.queued, of: [2, 3].map { id(paths[$0]) }, false))
    _ = try library.setQueued(id(paths[5]), true)
    try library.undo(change)
    #expect(try order(library) == [0, 1, 5, 2, 3].map { paths[$0] })
  }

  @Test func whatIsMarkedWhileOthersAreLetGoStays() async throws {
    let scratch = Scratch()
    let library = try paper(scratch)
    let others = try Library(scratch.places)
    // It has chosen what is to go, and waits until it may write.
    var configuration = Configuration()
    configuration.allowsUnsafeTransactions = true
    let writer = try DatabaseQueue(path: scratch.places.cache, configuration: configuration)
    try await writer.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let letting = Task.detached {
      while true {
        do {
          return try library.prune(source: source, keeping: 0, before: nil, evenUnread: true)
        } catch LibraryError.locked {
          // On a busy machine it has waited for longer than it may.
        }
      }
    }
    try await Task.sleep(for: .milliseconds(500))
    _ = try others.setStarred(id(paths[4]), true)
    _ = try others.setQueued(id(paths[5]), true)
    try await writer.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    try await letting.value
    #expect(try others.articles(.everything, limit: 100).map(\.path) == [paths[4], paths[5]])
  }
}
