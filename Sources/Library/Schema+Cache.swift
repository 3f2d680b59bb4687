// The steps of the file of what was fetched, which can be fetched again.

extension Schema {
  /// What was fetched. A rank orders articles, newest first by descending rank: the day (20210623) in the
  /// upper 32 bits, the order of arrival in the lower.
  static let cache1 = """
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
  static let cache2 = """
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
  static let cache3 = "ALTER TABLE main.source ADD COLUMN reading INTEGER NOT NULL DEFAULT 0"

  /// Mirrors; files by their contents in place of size and time; articles that can go. All files are read again
  /// once. A rank's lower half has its upper bit where the article was listed when it arrived.
  static let cache4 = """
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
  static let cache5 = """
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
  static let cache6 = """
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

  /// A day has 2048 rows, which were 512: a paper may have more than those in a day. Through numbers below 0, as no two
  /// rows may be the same for a moment. What the indexes hold is found anew while they are made again.
  static let cache7 = """
    UPDATE main.article SET row = -1 - (row / 512 * 2048 + row % 512);
    UPDATE main.article SET row = -1 - row;
    UPDATE main.search SET version = 0;
    """

  /// Whether a category is one of those that are to be fetched.
  static let cache8 = "ALTER TABLE main.category ADD COLUMN isChosen INTEGER NOT NULL DEFAULT 1"

  /// The indexes of full text by `Segments` in place of FTS5. Those of FTS5 have version 0 from now on.
  static let cache9 = """
    CREATE TABLE main.segment (
      id INTEGER PRIMARY KEY,
      search INTEGER NOT NULL,      -- the index
      level INTEGER NOT NULL,
      least INTEGER NOT NULL,       -- no row in it is less
      isWhole INTEGER NOT NULL DEFAULT 0,  -- whether it serves
      target INTEGER,               -- what it is being merged into
      reached INTEGER               -- of one that is merged into: tokens less than it are there
    );
    CREATE TABLE main.postings (    -- by number and not by key: a block has a page for itself
      segment INTEGER NOT NULL,
      token INTEGER NOT NULL,       -- which the block begins with
      row INTEGER NOT NULL,
      bytes BLOB NOT NULL,          -- a `PostingBlock`
      PRIMARY KEY (segment, token, row)
    );
    UPDATE main.search SET version = 0;
    """

  /// How the blocks of a segment number rows (`RowNumbers`): as they are, in those that there were before.
  static let cache10 = "ALTER TABLE main.segment ADD COLUMN dayBits INTEGER NOT NULL DEFAULT 11"

  /// What indexes call their articles, and the days beside them, for pages that say neither.
  static let cache11 = """
    ALTER TABLE main.listing ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE main.listing ADD COLUMN published INTEGER;
    """

  /// By which reading a file was read; nil where that is its source's.
  static let cache12 = "ALTER TABLE main.file ADD COLUMN reading INTEGER"
}
