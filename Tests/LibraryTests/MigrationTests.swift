// Files that an earlier schema wrote are brought up to the present one with all they hold.

import Articles
import GRDB
import Library
import TestSupport
import Testing

@Suite struct MigrationTests {
  /// What step 2 of the cache's schema changed, undone: the tables that were kept by identity.
  private let firstSchema = """
    ALTER TABLE category DROP COLUMN isChosen; ALTER TABLE listing DROP COLUMN title; ALTER TABLE listing DROP COLUMN published;
    DROP TABLE address; DROP TABLE mention; DROP TABLE subject;
    DROP TRIGGER member_added; DROP TRIGGER member_removed; DROP TRIGGER article_added;
    DROP INDEX article_rank; DROP INDEX member_arrival;
    CREATE TABLE article1 (
      id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, path TEXT NOT NULL,
      title TEXT NOT NULL, published INTEGER, rank INTEGER NOT NULL UNIQUE, arrival INTEGER NOT NULL UNIQUE,
      hash INTEGER NOT NULL);
    INSERT INTO article1 SELECT id, source, path, title, published, rank, arrival, hash FROM article;
    CREATE TABLE document1 (id INTEGER PRIMARY KEY REFERENCES article1 ON DELETE CASCADE, body BLOB NOT NULL);
    INSERT INTO document1 SELECT a.id, d.body FROM document d JOIN article a USING (arrival);
    CREATE TABLE member1 (
      category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE, rank INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES article1 ON DELETE CASCADE, isListed INTEGER NOT NULL,
      PRIMARY KEY (category, rank)) WITHOUT ROWID;
    INSERT INTO member1 SELECT m.category, m.rank, a.id, m.isListed FROM member m JOIN article a USING (arrival);
    DROP TRIGGER article_removed; DROP TABLE version; DROP TABLE mirror; DROP TABLE file;
    CREATE TABLE file (
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE, path TEXT NOT NULL, size INTEGER NOT NULL,
      modified INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (source, path)) WITHOUT ROWID;
    ALTER TABLE source DROP COLUMN stamp; ALTER TABLE source DROP COLUMN orders;
    ALTER TABLE source DROP COLUMN orderCount; ALTER TABLE cache DROP COLUMN orders;
    ALTER TABLE source DROP COLUMN reading;
    ALTER TABLE source ADD COLUMN address TEXT NOT NULL DEFAULT '/of-old';
    DROP TRIGGER search_removed; DROP TABLE search; DROP TABLE segment; DROP TABLE postings;
    DROP TABLE member; DROP TABLE document; DROP TABLE article; DROP TABLE dictionary;
    ALTER TABLE article1 RENAME TO article;
    ALTER TABLE document1 RENAME TO document;
    ALTER TABLE member1 RENAME TO member;
    CREATE INDEX article_rank ON article (source, rank);
    CREATE INDEX member_article ON member (article);
    CREATE TRIGGER member_added AFTER INSERT ON member BEGIN
      UPDATE category SET total = total + 1 WHERE id = NEW.category; END;
    CREATE TRIGGER member_removed AFTER DELETE ON member BEGIN
      UPDATE category SET total = total - 1 WHERE id = OLD.category; END;
    CREATE TRIGGER article_added AFTER INSERT ON article BEGIN
      UPDATE source SET total = total + 1 WHERE id = NEW.source; END;
    PRAGMA user_version = 1;
    """

  @Test func aCacheAndAReadersFileOfTheFirstSchemaKeepAllTheyHold() throws {
    let scratch = Scratch()
    let paths = (1...9).map { "pages/food/\($0).md" }
    do {
      let library = try library(
        scratch, food: paths, articles: paths.map { draft($0, document("题" + $0, day: 3)) })
      _ = try library.setStarred(id(paths[4]), true)
      _ = try library.setRead(id(paths[5]), true)
    }
    try DatabaseQueue(path: scratch.places.cache).write { try $0.execute(sql: firstSchema) }
    try DatabaseQueue(path: scratch.places.reader).write {
      try $0.execute(
        sql:
          """
          DROP TABLE source; DROP TABLE mirror; DROP TABLE savedSearch; DROP TABLE visit; DROP TABLE ignored; DROP TABLE unread; DROP TABLE queue; DROP TABLE leaving;
          DROP INDEX history_id; PRAGMA user_version = 1
          """
      )
    }
    let library = try Library(scratch.places)
    #expect(library.notices.isEmpty)
    #expect(try library.sources().map(\.addresses) == [["/of-old"]])
    #expect(try library.sources().map { [$0.total, $0.unread] } == [[9, 8]])
    #expect(try library.categories().map { [$0.total, $0.unread] } == [[9, 8], [0, 0]])
    let list = try library.articles(.category(library.categories()[0].id), limit: 20)
    #expect(list.map(\.path) == paths)
    #expect(list.filter(\.isStarred).map(\.path) == [paths[4]])
    for path in paths { #expect(try library.document(id(path)) == document("题" + path, day: 3)) }
    while try library.continueIndexing() {}
    #expect(
      try library.search(SearchRequest(SearchQuery("茶馆"), limit: 20), patience: .seconds(60)).hits.count == 9)
  }

  @Test func rowsOfTheIndexAreNumberedAnew() throws {
    let scratch = Scratch(), paths = (1...9).map { "pages/food/\($0).md" }
    do {
      _ = try library(
        scratch, food: paths, articles: (1...9).map { draft(paths[$0 - 1], document("题\($0)", day: 10 - $0)) }
      )
    }
    try DatabaseQueue(path: scratch.places.cache).write {
      try $0.execute(
        sql: """
          UPDATE article SET row = -1 - (row / 2048 * 512 + row % 2048);
          UPDATE article SET row = -1 - row;
          ALTER TABLE file DROP COLUMN reading;
          ALTER TABLE category DROP COLUMN isChosen; ALTER TABLE listing DROP COLUMN title; ALTER TABLE listing DROP COLUMN published; DROP TABLE segment; DROP TABLE postings;
          CREATE VIRTUAL TABLE search_1 USING fts5(tokens, content='');
          PRAGMA user_version = 6
          """)
    }
    let library = try Library(scratch.places)
    while try library.continueIndexing() {}
    func found(_ query: String) throws -> [String] {
      try library.search(SearchRequest(SearchQuery(query), limit: 20), patience: .seconds(60)).hits.map(
        \.article.path)
    }
    #expect(try found("茶馆") == paths)
    #expect(try found("茶馆 before:2024-05-03") == Array(paths.suffix(3)))
    #expect(try found("茶馆 after:2024-05-08") == Array(paths.prefix(2)))
    // The index that this was is gone.
    let tables = try DatabaseQueue(path: scratch.places.cache).read {
      try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE name LIKE 'search%'")
    }
    #expect(Set(tables) == ["search", "search_removed"])
  }
}
