CREATE TABLE log_line (
  run_seq INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  level INTEGER NOT NULL,
  message TEXT NOT NULL,
  data TEXT,
  PRIMARY KEY (run_seq, seq)
) STRICT, WITHOUT ROWID;

-- One row a run that has a log: what was written, and what was dropped from the middle because there was too much.
CREATE TABLE log_size (
  run_seq INTEGER PRIMARY KEY,
  lines INTEGER NOT NULL,
  dropped INTEGER NOT NULL
) STRICT;
