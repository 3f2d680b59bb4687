// The steps of the file of what is the reader's own, which nothing could bring back.

extension Schema {
  /// What the reader did.
  static let reader1 = """
    CREATE TABLE main.read (
      id INTEGER PRIMARY KEY,
      time INTEGER NOT NULL,
      batch INTEGER                 -- of an older Kanbao: null
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
  static let reader2 = """
    CREATE TABLE main.source (
      key TEXT PRIMARY KEY,
      address TEXT NOT NULL,
      place INTEGER NOT NULL        -- the order they were added in
    ) WITHOUT ROWID;
    """

  /// A source may have several mirrors.
  static let reader3 = """
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
  static let reader4 = """
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
  static let reader5 = """
    CREATE TABLE main.visit (generation INTEGER NOT NULL, arrivals INTEGER NOT NULL, time INTEGER NOT NULL);
    """

  /// Articles to be read later, and which article was opened when, by article.
  static let reader6 = """
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
  static let reader7 = """
    CREATE TABLE main.leaving (
      list TEXT,                    -- as in savedSearch
      source TEXT NOT NULL,
      path TEXT NOT NULL,
      article INTEGER,              -- the one selected
      isOpen INTEGER NOT NULL       -- and whether it was being read
    );
    """

  /// What was searched for in that list, where the reader was left at results.
  static let reader8 = """
    ALTER TABLE main.leaving ADD COLUMN query TEXT;
    ALTER TABLE main.leaving ADD COLUMN isTitlesOnly INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE main.leaving ADD COLUMN isByRelevance INTEGER NOT NULL DEFAULT 0;
    """

  /// How far the cache had got when what a query finds was last marked read, as the reader does not want it.
  static let reader9 = """
    CREATE TABLE main.ignored (
      query TEXT PRIMARY KEY,
      generation INTEGER NOT NULL,
      arrivals INTEGER NOT NULL
    ) WITHOUT ROWID;
    """

  /// Articles that were marked unread: what is not wanted is not marked read again among them, whichever cache they come in.
  static let reader10 = """
    CREATE TABLE main.unread (id INTEGER PRIMARY KEY);
    """
}
