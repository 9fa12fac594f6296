-- Where news comes from: feeds, channels, pages, and one of kind "upload" for what the user brought.
CREATE TABLE source (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('rss', 'youtube', 'page', 'upload')),
  url TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  site_url TEXT,
  enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),
  etag TEXT,
  last_modified TEXT,
  interval_ms INTEGER NOT NULL DEFAULT 900000 CHECK (interval_ms > 0),
  -- When it is due; later than its interval while it fails.
  next_fetch_at INTEGER NOT NULL DEFAULT 0,
  last_fetched_at INTEGER,
  last_success_at INTEGER,
  -- In a row.
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  last_error TEXT,
  disabled_reason TEXT,
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE INDEX source_due ON source (kind, next_fetch_at) WHERE enabled = 1;

-- What a source gave, as it came. `key` is the feed's guid, else the link, else a hash.
CREATE TABLE raw_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  link TEXT,
  title TEXT NOT NULL,
  author TEXT,
  published_at INTEGER,
  content_state TEXT NOT NULL DEFAULT 'none' CHECK (content_state IN ('none', 'wanted', 'fetched', 'failed')),
  content_error TEXT,
  state TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'clean', 'failed')),
  error TEXT,
  created_at INTEGER NOT NULL,
  lead_image TEXT,
  -- The body that the feed brought.
  html TEXT,
  -- The page's own full text.
  content_html TEXT,
  content_text TEXT,
  UNIQUE (source_id, key)
) STRICT;

CREATE INDEX raw_item_new ON raw_item (id) WHERE state = 'new';
CREATE INDEX raw_item_wanted ON raw_item (id) WHERE content_state = 'wanted';

-- A raw item that was cleaned; it has the id of its raw item.
CREATE TABLE item (
  id INTEGER PRIMARY KEY REFERENCES raw_item (id) ON DELETE CASCADE,
  source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  link TEXT,
  canonical_url TEXT,
  author TEXT,
  -- ISO 639-3, "und" when it could not be told.
  language TEXT NOT NULL,
  lead_image TEXT,
  published_at INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  -- 64 bits, in hexadecimal.
  simhash TEXT NOT NULL,
  analysis_state TEXT NOT NULL DEFAULT 'waiting' CHECK (analysis_state IN ('waiting', 'done', 'failed', 'skipped')),
  analysis_error TEXT,
  analysis_tries INTEGER NOT NULL DEFAULT 0,
  snoozed_until INTEGER,
  read_at INTEGER,
  created_at INTEGER NOT NULL,
  excerpt TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE INDEX item_newest ON item (published_at DESC, id DESC);
CREATE INDEX item_of_source ON item (source_id, published_at DESC, id DESC);
CREATE INDEX item_unread ON item (published_at DESC, id DESC) WHERE read_at IS NULL;
CREATE INDEX item_analysis ON item (analysis_state, published_at DESC, id DESC);
CREATE INDEX item_snoozed ON item (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX item_canonical ON item (canonical_url) WHERE canonical_url IS NOT NULL;

-- The words of all items. It holds no text of its own: the triggers keep it with the items.
CREATE VIRTUAL TABLE item_words USING fts5 (
  title, text, content = 'item', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE TRIGGER item_words_add AFTER INSERT ON item BEGIN
  INSERT INTO item_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER item_words_remove AFTER DELETE ON item BEGIN
  INSERT INTO item_words (item_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER item_words_change AFTER UPDATE OF title, text ON item BEGIN
  INSERT INTO item_words (item_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO item_words (rowid, title, text) VALUES (new.id, new.title, new.text);
END;

-- Where an item lies among all others: 256 numbers of 32 bits, little-endian, of length 1. The index that finds the
-- nearest ones is made from this table, and anew when it is lost: it needs an extension that not every computer loads.
CREATE TABLE embedding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  indexed INTEGER NOT NULL DEFAULT 0 CHECK (indexed IN (0, 1)),
  embedded_at INTEGER NOT NULL,
  vector BLOB NOT NULL CHECK (length(vector) = 1024),
  UNIQUE (item_id, provider, model)
) STRICT;

CREATE INDEX embedding_to_index ON embedding (id) WHERE indexed = 0;

-- Embeddings that are gone and may still stand in the index.
CREATE TABLE embedding_gone (id INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER embedding_remove AFTER DELETE ON embedding WHEN old.indexed = 1 BEGIN
  INSERT INTO embedding_gone (id) VALUES (old.id);
END;

-- Items that tell of the same event.
CREATE TABLE story (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  summary_short TEXT,
  summary_long TEXT,
  -- How many items its summaries tell of.
  summary_items INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'developing', 'settled', 'archived')),
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  item_count INTEGER NOT NULL DEFAULT 0,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE INDEX story_latest ON story (last_at DESC, id DESC);
CREATE INDEX story_of_status ON story (status, last_at DESC, id DESC);

CREATE TABLE story_item (
  story_id INTEGER NOT NULL REFERENCES story (id) ON DELETE CASCADE,
  item_id INTEGER NOT NULL UNIQUE REFERENCES item (id) ON DELETE CASCADE,
  PRIMARY KEY (story_id, item_id)
) STRICT, WITHOUT ROWID;

-- A story counts its items, and goes with its last one.
CREATE TRIGGER story_item_add AFTER INSERT ON story_item BEGIN
  UPDATE story SET item_count = item_count + 1 WHERE id = new.story_id;
END;
CREATE TRIGGER story_item_remove AFTER DELETE ON story_item BEGIN
  UPDATE story SET item_count = item_count - 1 WHERE id = old.story_id;
  DELETE FROM story WHERE id = old.story_id AND item_count <= 0;
END;

-- What was found out about one item or one story; the latest analysis replaces the one before.
CREATE TABLE analysis (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER UNIQUE REFERENCES item (id) ON DELETE CASCADE,
  story_id INTEGER UNIQUE REFERENCES story (id) ON DELETE CASCADE,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  summary TEXT NOT NULL,
  topics TEXT NOT NULL CHECK (json_type(topics) = 'array'),
  entities TEXT NOT NULL CHECK (json_type(entities) = 'array'),
  tickers TEXT NOT NULL CHECK (json_type(tickers) = 'array'),
  sentiment REAL NOT NULL CHECK (sentiment BETWEEN -1 AND 1),
  impact REAL NOT NULL CHECK (impact BETWEEN 0 AND 100),
  confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
  -- [{ id, start, end }]: parts of the text, in UTF-16 units, that it rests on.
  passages TEXT NOT NULL CHECK (json_type(passages) = 'array'),
  created_at INTEGER NOT NULL,
  CHECK ((item_id IS NULL) <> (story_id IS NULL))
) STRICT;

CREATE INDEX analysis_latest ON analysis (created_at DESC, id DESC);

-- A quote that stands word for word in the item's text, from "start" to before "end", in UTF-16 units.
CREATE TABLE highlight (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,
  quote TEXT NOT NULL,
  "start" INTEGER NOT NULL CHECK ("start" >= 0),
  "end" INTEGER NOT NULL CHECK ("end" > "start"),
  created_at INTEGER NOT NULL,
  UNIQUE (item_id, "start", "end")
) STRICT;

-- A digest of a stretch of time; a later one of the same stretch replaces it.
CREATE TABLE brief (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  title TEXT NOT NULL,
  markdown TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  to_at INTEGER NOT NULL,
  item_ids TEXT NOT NULL CHECK (json_type(item_ids) = 'array'),
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  CHECK (to_at >= from_at),
  UNIQUE (from_at, to_at)
) STRICT;

CREATE INDEX brief_latest ON brief (created_at DESC, id DESC);

-- Whose portfolio it is.
CREATE TABLE user (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  interests TEXT NOT NULL DEFAULT '[]' CHECK (json_type(interests) = 'array'),
  demo INTEGER NOT NULL DEFAULT 0 CHECK (demo IN (0, 1)),
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE holding (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  symbol TEXT NOT NULL COLLATE NOCASE,
  quantity REAL NOT NULL,
  -- Paid for one piece, in `currency`.
  cost REAL NOT NULL CHECK (cost >= 0),
  currency TEXT NOT NULL,
  sector TEXT,
  UNIQUE (user_id, symbol)
) STRICT;

CREATE TABLE profile (
  user_id INTEGER PRIMARY KEY REFERENCES user (id) ON DELETE CASCADE,
  risk TEXT NOT NULL CHECK (risk IN ('low', 'medium', 'high')),
  horizon TEXT NOT NULL CHECK (horizon IN ('short', 'medium', 'long')),
  -- 0: spread over very many, 1: all in one.
  concentration REAL NOT NULL CHECK (concentration BETWEEN 0 AND 1),
  sectors TEXT NOT NULL CHECK (json_type(sectors) = 'array'),
  interests TEXT NOT NULL CHECK (json_type(interests) = 'array'),
  computed_at INTEGER NOT NULL
) STRICT;

-- What news means for a user, with the reasons.
CREATE TABLE insight (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  text TEXT NOT NULL,
  reasons TEXT NOT NULL CHECK (json_type(reasons) = 'array'),
  item_ids TEXT NOT NULL CHECK (json_type(item_ids) = 'array'),
  analysis_ids TEXT NOT NULL CHECK (json_type(analysis_ids) = 'array'),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 100),
  relevance REAL CHECK (relevance BETWEEN 0 AND 100),
  -- What makes it the same insight when it is found again.
  fingerprint TEXT NOT NULL,
  merged_into INTEGER REFERENCES insight (id) ON DELETE SET NULL,
  dismissed_at INTEGER,
  created_at INTEGER NOT NULL,
  UNIQUE (user_id, fingerprint)
) STRICT;

CREATE INDEX insight_shown ON insight (user_id, created_at DESC, id DESC)
  WHERE merged_into IS NULL AND dismissed_at IS NULL;
CREATE INDEX insight_merged ON insight (merged_into) WHERE merged_into IS NOT NULL;

-- Every call of a model, with what it cost.
CREATE TABLE ai_usage (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- The calendar day of the host, YYYY-MM-DD.
  day TEXT NOT NULL,
  run_id TEXT,
  task_id TEXT NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cost_usd REAL NOT NULL
) STRICT;

CREATE INDEX ai_usage_by_day ON ai_usage (day, task_id, cost_usd, input_tokens, output_tokens);
