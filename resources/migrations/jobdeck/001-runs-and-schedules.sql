-- Settings that are no secrets. Secrets are in the vault, never here.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What the user decided about a task; the task itself is code.
CREATE TABLE task_state (
  task_id TEXT PRIMARY KEY,
  paused_at INTEGER
) STRICT, WITHOUT ROWID;

-- The task's own wish (default_*) and the user's change (override_*) are kept apart, so that neither overwrites the other.
CREATE TABLE schedule (
  id TEXT PRIMARY KEY,
  task_id TEXT NOT NULL,
  default_when TEXT,
  default_zone TEXT,
  override_when TEXT,
  override_zone TEXT,
  payload TEXT NOT NULL DEFAULT '{}',
  policies TEXT NOT NULL DEFAULT '{}',
  paused_at INTEGER,
  -- Every due time up to and including this one has its row in the ledger.
  planned_until INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX schedule_by_task ON schedule (task_id);

-- The ledger. Its key makes it impossible that a time fires twice.
CREATE TABLE occurrence (
  schedule_id TEXT NOT NULL,
  scheduled_at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'ran', 'ran-late', 'skipped', 'missed')),
  reason TEXT,
  run_id TEXT,
  decided_at INTEGER NOT NULL,
  late_ms INTEGER NOT NULL DEFAULT 0,
  -- More than one when a row stands for a long row of missed times; scheduled_at is then the last of them.
  slots INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (schedule_id, scheduled_at)
) STRICT, WITHOUT ROWID;

CREATE INDEX occurrence_by_run ON occurrence (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE run (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  task_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('created', 'active', 'completed', 'failed', 'cancelled', 'retry')),
  outcome TEXT CHECK (outcome IN ('done', 'warnings', 'skipped')),
  -- 1 while the run waits and is due. Rows that wait for a time stay out of the claim index.
  ready INTEGER NOT NULL,
  priority INTEGER NOT NULL DEFAULT 0,
  trigger_kind TEXT NOT NULL CHECK (trigger_kind IN ('schedule', 'catch-up', 'user', 'task')),
  schedule_id TEXT,
  scheduled_at INTEGER,
  payload TEXT NOT NULL,
  output TEXT,
  error TEXT,
  summary TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  max_attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  retry_of TEXT,
  demo INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX run_ready ON run (task_id, priority DESC, due_at, seq) WHERE ready = 1;
CREATE INDEX run_delayed ON run (due_at) WHERE ready = 0 AND state IN ('created', 'retry');
CREATE INDEX run_active ON run (task_id) WHERE state = 'active';
CREATE INDEX run_by_state ON run (state, seq);
CREATE INDEX run_by_task ON run (task_id, seq);
CREATE INDEX run_by_task_and_state ON run (task_id, state, seq);
CREATE INDEX run_by_schedule ON run (schedule_id, state) WHERE schedule_id IS NOT NULL;
CREATE INDEX run_of_demo ON run (seq) WHERE demo = 1;

CREATE TABLE attempt (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  error TEXT,
  PRIMARY KEY (run_seq, number)
) STRICT, WITHOUT ROWID;

-- Counts by task and state, kept by triggers: a count by scan takes 200 to 400 ms at a million runs.
CREATE TABLE run_count (
  task_id TEXT NOT NULL,
  state TEXT NOT NULL,
  runs INTEGER NOT NULL,
  PRIMARY KEY (task_id, state)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER run_count_insert AFTER INSERT ON run BEGIN
  INSERT INTO run_count (task_id, state, runs) VALUES (new.task_id, new.state, 1)
    ON CONFLICT (task_id, state) DO UPDATE SET runs = runs + 1;
END;

CREATE TRIGGER run_count_update AFTER UPDATE OF state ON run WHEN old.state <> new.state BEGIN
  UPDATE run_count SET runs = runs - 1 WHERE task_id = old.task_id AND state = old.state;
  INSERT INTO run_count (task_id, state, runs) VALUES (new.task_id, new.state, 1)
    ON CONFLICT (task_id, state) DO UPDATE SET runs = runs + 1;
END;

CREATE TRIGGER run_count_delete AFTER DELETE ON run BEGIN
  UPDATE run_count SET runs = runs - 1 WHERE task_id = old.task_id AND state = old.state;
END;
