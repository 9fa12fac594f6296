-- Where the time of a run went: parts of its tries, as its task timed them.
CREATE TABLE span (
  run_seq INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  id INTEGER NOT NULL,
  parent_id INTEGER,
  name TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  failed INTEGER NOT NULL,
  PRIMARY KEY (run_seq, attempt, id)
) STRICT, WITHOUT ROWID;
