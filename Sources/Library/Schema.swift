// The schema of both files, and how older ones are brought up to it. Steps are only ever added; they are in
// Schema+Cache and Schema+Reader.

import GRDB

enum Schema {
  /// One of the two files: its steps in order. Its `user_version` says how many have been taken.
  enum File {
    case cache, reader

    var steps: [String] {
      switch self {
      case .cache:
        [
          Schema.cache1, Schema.cache2, Schema.cache3, Schema.cache4, Schema.cache5, Schema.cache6,
          Schema.cache7, Schema.cache8, Schema.cache9, Schema.cache10, Schema.cache11,
          Schema.cache12,
        ]
      case .reader:
        [
          Schema.reader1, Schema.reader2, Schema.reader3, Schema.reader4, Schema.reader5, Schema.reader6,
          Schema.reader7, Schema.reader8, Schema.reader9, Schema.reader10,
        ]
      }
    }
  }

  /// Throws where a file that may not be changed has not the schema of this Kanbao.
  static func check(_ database: Database, _ file: File, path: String) throws {
    let version = try stepsTaken(database, file, path: path)
    if version < file.steps.count { throw version == 0 ? LibraryError.notFilled(path) : .older(path) }
  }

  /// Whether a file still needs steps.
  static func lacksSteps(_ database: Database, _ file: File, path: String) throws -> Bool {
    try stepsTaken(database, file, path: path) < file.steps.count
  }

  /// How many steps a file has taken.
  private static func stepsTaken(_ database: Database, _ file: File, path: String) throws -> Int {
    let version = try Int.fetchOne(database, sql: "PRAGMA main.user_version") ?? 0
    // A file that has tables has taken a step.
    let isSound =
      try version > 0
      || version == 0 && Int.fetchOne(database, sql: "SELECT count(*) FROM main.sqlite_schema") == 0
    guard isSound else { throw LibraryError.damaged(path) }
    guard version <= file.steps.count else { throw LibraryError.newer(path) }
    return version
  }

  /// Takes the steps a file still needs, all or none.
  static func migrate(_ database: Database, _ file: File, path: String) throws {
    let version = try stepsTaken(database, file, path: path)
    guard version < file.steps.count else { return }
    let work = {
      // Another process may have taken them meanwhile.
      let version = try stepsTaken(database, file, path: path)
      for step in file.steps[version...] { try database.execute(sql: step) }
      try database.execute(sql: "PRAGMA main.user_version = \(file.steps.count)")
    }
    if database.isInsideTransaction {
      try work()
    } else {
      try database.inTransaction(.immediate) {
        try work()
        return .commit
      }
    }
  }
}
