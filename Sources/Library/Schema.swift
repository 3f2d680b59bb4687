// The schema of both files, and how older ones are brought up to it. Steps are only ever added.

import GRDB

enum Schema {
  /// One of the two files: its steps in order. Its `user_version` says how many have been taken.
  enum File {
    case cache, reader

    var steps: [String] {
      switch self {
      case .cache: [Schema.cache1, Schema.cache2, Schema.cache3, Schema.cache4, Schema.cache5, Schema.cache6]
      case .reader:
        [
          Schema.reader1, Schema.reader2, Schema.reader3, Schema.reader4, Schema.reader5, Schema.reader6,
          Schema.reader7,
        ]
      }
    }
  }

  /// Throws where a file that may not be changed has not the schema of this Kanbao.
  static func check(_ database: Database, _ file: File, path: String) throws {
    if try stepsTaken(database, file, path: path) < file.steps.count { throw LibraryError.notFilled(path) }
  }

  /// How many steps a file has taken.
  private static func stepsTaken(_ database: Database, _ file: File, path: String) throws -> Int {
    let version = try Int.fetchOne(database, sql: "PRAGMA main.user_version") ?? 0
    guard version <= file.steps.count else { throw LibraryError.newer(path) }
    return version
  }

  /// Takes the steps a file still needs, all or none.
  static func migrate(_ database: Database, _ file: File, path: String) throws {
    let version = try stepsTaken(database, file, path: path)
    guard version < file.steps.count else { return }
    let work = {
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

  /// What was fetched. A rank orders articles, newest first by descending rank: the day (20210623) in the
  /// upper 32 bits, the order of arrival in the lower.
  private static let cache1 = """
    CREATE TABLE main.cache (
      generation INTEGER NOT NULL,  -- made at random: tells one cache from another
      arrivals INTEGER NOT NULL     -- articles that ever arrived
    );
    INSERT INTO main.cache VALUES (abs(random()), 0);

    CREATE TABLE main.source (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      address TEXT NOT NULL,
      links TEXT NOT NULL DEFAULT '',
      total INTEGER NOT NULL DEFAULT 0
    );

    CREATE TABLE main.category (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      path TEXT NOT NULL,
      grouping TEXT NOT NULL,
      name TEXT NOT NULL,
      place INTEGER NOT NULL,
      total INTEGER NOT NULL DEFAULT 0,
      stamp INTEGER NOT NULL,       -- changes whenever articles already known come or go
      UNIQUE (source, path)
    );

    CREATE TABLE main.listing (     -- what the indexes say
      category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
      place INTEGER NOT NULL,
      path TEXT NOT NULL,
      folder TEXT NOT NULL,
      PRIMARY KEY (category, place)
    ) WITHOUT ROWID;
    CREATE INDEX main.listing_path ON listing (path);
    CREATE INDEX main.listing_folder ON listing (folder);

    CREATE TABLE main.folder (      -- the category a folder's unlisted pages belong to
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      name TEXT NOT NULL,
      category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
      PRIMARY KEY (source, name)
    ) WITHOUT ROWID;

    CREATE TABLE main.article (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      path TEXT NOT NULL,
      title TEXT NOT NULL,
      published INTEGER,
      rank INTEGER NOT NULL UNIQUE,
      arrival INTEGER NOT NULL UNIQUE,
      hash INTEGER NOT NULL
    );
    CREATE INDEX main.article_rank ON article (source, rank);

    CREATE TABLE main.document (
      id INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
      body BLOB NOT NULL
    );

    CREATE TABLE main.member (
      category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      isListed INTEGER NOT NULL,
      PRIMARY KEY (category, rank)
    ) WITHOUT ROWID;
    CREATE INDEX main.member_article ON member (article);

    CREATE TABLE main.file (
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      path TEXT NOT NULL,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      hash INTEGER NOT NULL,
      PRIMARY KEY (source, path)
    ) WITHOUT ROWID;

    CREATE TRIGGER main.member_added AFTER INSERT ON member BEGIN
      UPDATE category SET total = total + 1 WHERE id = NEW.category;
    END;
    CREATE TRIGGER main.member_removed AFTER DELETE ON member BEGIN
      UPDATE category SET total = total - 1 WHERE id = OLD.category;
    END;
    CREATE TRIGGER main.article_added AFTER INSERT ON article BEGIN
      UPDATE source SET total = total + 1 WHERE id = NEW.source;
    END;
    """

  /// Articles, their documents and memberships by arrival in place of identity: rows that stand together in
  /// lists stand together in the file, and pages fill. Dictionaries: what a source's documents are compressed with.
  private static let cache2 = """
    CREATE TABLE main.dictionary (
      source INTEGER PRIMARY KEY REFERENCES source ON DELETE CASCADE,
      bytes BLOB NOT NULL
    );

    DROP TRIGGER main.member_added;
    DROP TRIGGER main.member_removed;
    DROP TRIGGER main.article_added;
    DROP INDEX main.article_rank;
    DROP INDEX main.member_article;
    ALTER TABLE main.member RENAME TO member1;
    ALTER TABLE main.document RENAME TO document1;
    ALTER TABLE main.article RENAME TO article1;

    CREATE TABLE main.article (
      arrival INTEGER PRIMARY KEY,
      id INTEGER NOT NULL UNIQUE,
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      path TEXT NOT NULL,
      title TEXT NOT NULL,
      published INTEGER,
      rank INTEGER NOT NULL UNIQUE,
      hash INTEGER NOT NULL
    );
    CREATE INDEX main.article_rank ON article (source, rank);
    CREATE TABLE main.document (
      arrival INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
      body BLOB NOT NULL
    );
    CREATE TABLE main.member (
      category INTEGER NOT NULL REFERENCES category ON DELETE CASCADE,
      rank INTEGER NOT NULL,
      arrival INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      isListed INTEGER NOT NULL,
      PRIMARY KEY (category, rank)
    ) WITHOUT ROWID;
    CREATE INDEX main.member_arrival ON member (arrival);

    INSERT INTO main.article
      SELECT arrival, id, source, path, title, published, rank, hash FROM article1 ORDER BY arrival;
    INSERT INTO main.document
      SELECT a.arrival, d.body FROM article1 a JOIN document1 d ON d.id = a.id ORDER BY a.arrival;
    INSERT INTO main.member
      SELECT m.category, m.rank, a.arrival, m.isListed FROM member1 m JOIN article1 a ON a.id = m.article;
    DROP TABLE main.member1;
    DROP TABLE main.document1;
    DROP TABLE main.article1;

    CREATE TRIGGER main.member_added AFTER INSERT ON member BEGIN
      UPDATE category SET total = total + 1 WHERE id = NEW.category;
    END;
    CREATE TRIGGER main.member_removed AFTER DELETE ON member BEGIN
      UPDATE category SET total = total - 1 WHERE id = OLD.category;
    END;
    CREATE TRIGGER main.article_added AFTER INSERT ON article BEGIN
      UPDATE source SET total = total + 1 WHERE id = NEW.source;
    END;
    """

  /// By which reading of pages a source's were last read whole.
  private static let cache3 = "ALTER TABLE main.source ADD COLUMN reading INTEGER NOT NULL DEFAULT 0"

  /// Mirrors; files by their contents in place of size and time; articles that can go. All files are read again
  /// once. A rank's lower half has its upper bit where the article was listed when it arrived.
  private static let cache4 = """
    CREATE TABLE main.mirror (
      id INTEGER PRIMARY KEY,
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      address TEXT NOT NULL,
      place INTEGER NOT NULL,
      tip TEXT NOT NULL DEFAULT '',
      health TEXT NOT NULL DEFAULT '',
      UNIQUE (source, address)
    );
    INSERT INTO main.mirror (source, address, place) SELECT id, address, 1 FROM source;
    ALTER TABLE main.source DROP COLUMN address;
    ALTER TABLE main.source ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;  -- as a category's
    ALTER TABLE main.cache ADD COLUMN orders INTEGER NOT NULL DEFAULT 0;  -- numbers given for ranks
    UPDATE main.cache SET orders = arrivals;
    ALTER TABLE main.source ADD COLUMN orders INTEGER;      -- where the numbers of its sync begin
    ALTER TABLE main.source ADD COLUMN orderCount INTEGER;  -- and how many there are

    DROP TABLE main.file;
    CREATE TABLE main.file (
      source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
      path TEXT NOT NULL,
      content BLOB,                 -- null: listed, but not there
      since INTEGER NOT NULL,
      checked INTEGER NOT NULL,
      PRIMARY KEY (source, path)
    ) WITHOUT ROWID;
    CREATE TABLE main.version (     -- what a mirror calls the content it last gave
      mirror INTEGER NOT NULL REFERENCES mirror ON DELETE CASCADE,
      path TEXT NOT NULL,
      version TEXT NOT NULL,
      PRIMARY KEY (mirror, path)
    ) WITHOUT ROWID;

    CREATE TRIGGER main.article_removed AFTER DELETE ON article BEGIN
      UPDATE source SET total = total - 1 WHERE id = OLD.source;
    END;
    """

  /// The indexes of full text: one, and a new one while it is made. The articles of each are in the table
  /// `search_ID` (FTS5).
  private static let cache5 = """
    CREATE TABLE main.search (
      id INTEGER PRIMARY KEY,
      version INTEGER NOT NULL,     -- of the tokens
      reached INTEGER NOT NULL,     -- articles that arrived before this one are still to be taken in
      old INTEGER NOT NULL DEFAULT 0  -- of how many articles it holds what they are no more
    );
    ALTER TABLE main.article ADD COLUMN row INTEGER NOT NULL DEFAULT 0;  -- its row in the indexes
    UPDATE main.article SET row = place FROM (
      SELECT of, n + max(first - n) OVER (ORDER BY n) AS place FROM (
        SELECT arrival AS of, row_number() OVER (ORDER BY published, arrival) AS n,
          coalesce((65536 + (published / 10000 - 1900) * 372 + (published / 100 % 100 - 1) * 31
            + published % 100 - 1) * 512, 0) AS first FROM article
      )
    ) WHERE arrival = of;
    CREATE UNIQUE INDEX main.article_row ON article (row);
    CREATE TRIGGER main.search_removed AFTER DELETE ON article BEGIN
      UPDATE search SET old = old + 1;
    END;
    """

  /// What articles are about, over all sources, and the addresses they are known by. What an older Kanbao stored has
  /// neither until its documents are gone over: the index is made anew for it.
  private static let cache6 = """
    CREATE TABLE main.subject (
      id INTEGER PRIMARY KEY,
      folded TEXT NOT NULL UNIQUE,  -- the name as search sees it: one for both scripts
      name TEXT NOT NULL,           -- as it was first met
      characters INTEGER NOT NULL,  -- what can be found in the name: its signature
      letters INTEGER NOT NULL,
      total INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX main.subject_total ON subject (total, id, characters, letters, name);
    CREATE TABLE main.mention (
      subject INTEGER NOT NULL REFERENCES subject ON DELETE CASCADE,
      rank INTEGER NOT NULL,        -- the article's
      arrival INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      place INTEGER NOT NULL,       -- among the article's subjects
      PRIMARY KEY (subject, rank)
    ) WITHOUT ROWID;
    CREATE INDEX main.mention_arrival ON mention (arrival, place);
    CREATE TABLE main.address (
      hash INTEGER NOT NULL,
      arrival INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
      PRIMARY KEY (hash, arrival)
    ) WITHOUT ROWID;
    CREATE INDEX main.address_arrival ON address (arrival);
    UPDATE main.search SET version = 0;

    CREATE TRIGGER main.mention_added AFTER INSERT ON mention BEGIN
      UPDATE subject SET total = total + 1 WHERE id = NEW.subject;
    END;
    CREATE TRIGGER main.mention_removed AFTER DELETE ON mention BEGIN
      UPDATE subject SET total = total - 1 WHERE id = OLD.subject;
      DELETE FROM subject WHERE id = OLD.subject AND total = 0;
    END;
    """

  /// What is known while the reader's file is open: articles that were marked read together and are so no more, to be
  /// marked again.
  static let ofThisProcess = """
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE unmarked (id INTEGER NOT NULL, time INTEGER NOT NULL, batch INTEGER NOT NULL);
    """

  /// What the reader did.
  private static let reader1 = """
    CREATE TABLE main.read (
      id INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      batch INTEGER                 -- marked together with others, to be undone together
    );
    CREATE INDEX main.read_batch ON read (batch) WHERE batch IS NOT NULL;

    CREATE TABLE main.star (id INTEGER PRIMARY KEY, time INTEGER NOT NULL);
    CREATE TABLE main.position (
      id INTEGER PRIMARY KEY, block INTEGER NOT NULL, offset INTEGER NOT NULL, time INTEGER NOT NULL
    );
    CREATE TABLE main.history (id INTEGER NOT NULL, time INTEGER NOT NULL);

    CREATE TABLE main.tally (       -- how many articles of a category of the cache are read
      source TEXT NOT NULL,
      path TEXT NOT NULL,           -- the category's; empty for the whole source
      stamp INTEGER NOT NULL,       -- the category's when they were counted
      count INTEGER NOT NULL,
      PRIMARY KEY (source, path)
    ) WITHOUT ROWID;
    CREATE TABLE main.reckoning (   -- up to where the tallies are right
      generation INTEGER NOT NULL,
      arrivals INTEGER NOT NULL
    );
    INSERT INTO main.reckoning VALUES (0, 0);
    """

  /// The sources the reader has chosen: the cache, which may be deleted, is filled again from them.
  private static let reader2 = """
    CREATE TABLE main.source (
      key TEXT PRIMARY KEY,
      address TEXT NOT NULL,
      place INTEGER NOT NULL        -- the order they were added in
    ) WITHOUT ROWID;
    """

  /// A source may have several mirrors.
  private static let reader3 = """
    CREATE TABLE main.mirror (
      source TEXT NOT NULL,
      address TEXT NOT NULL,
      place INTEGER NOT NULL,       -- the order they were added in
      PRIMARY KEY (source, address)
    ) WITHOUT ROWID;
    INSERT INTO main.mirror SELECT key, address, 1 FROM source;
    ALTER TABLE main.source DROP COLUMN address;
    """

  /// Searches under a name. One that is removed is only kept no more, so that it can be had back as it was.
  private static let reader4 = """
    CREATE TABLE main.savedSearch (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      query TEXT NOT NULL,
      list TEXT NOT NULL,           -- everything, starred, queue, history, source, category, subject
      source TEXT NOT NULL,         -- the key of the list's source, and the path of its category or the subject's name
      path TEXT NOT NULL,
      isTitlesOnly INTEGER NOT NULL,
      isByRelevance INTEGER NOT NULL,
      isKept INTEGER NOT NULL DEFAULT 1
    );
    """

  /// How far the cache had got when the reader was open last. One row, or none.
  private static let reader5 = """
    CREATE TABLE main.visit (generation INTEGER NOT NULL, arrivals INTEGER NOT NULL, time INTEGER NOT NULL);
    """

  /// Articles to be read later, and which article was opened when, by article.
  private static let reader6 = """
    CREATE TABLE main.queue (
      id INTEGER PRIMARY KEY,
      rank INTEGER NOT NULL,        -- the highest is to be read first
      time INTEGER NOT NULL
    );
    CREATE INDEX main.queue_rank ON queue (rank);
    CREATE INDEX main.history_id ON history (id);
    """

  /// Where the reader was left: the list that was shown, none where it was the front page, and the article in it. One
  /// row at most.
  private static let reader7 = """
    CREATE TABLE main.leaving (
      list TEXT,                    -- as in savedSearch
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      article INTEGER,              -- the one selected
      isOpen INTEGER NOT NULL       -- and whether it was being read
    );
    """
}
