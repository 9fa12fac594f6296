-- A schedule of the user's own: any number for one task, each with its payload and a name of its own.
ALTER TABLE schedule ADD COLUMN origin TEXT NOT NULL DEFAULT 'task' CHECK (origin IN ('task', 'user'));
ALTER TABLE schedule ADD COLUMN title TEXT;
-- What the task asks for; the user's change stays in "policies".
ALTER TABLE schedule ADD COLUMN default_policies TEXT NOT NULL DEFAULT '{}';
-- Where it was taken over from: the same line is not taken over twice.
ALTER TABLE schedule ADD COLUMN import_key TEXT;
-- A pause that ends by itself.
ALTER TABLE schedule ADD COLUMN paused_until INTEGER;
-- Times up to here are left out: "skip the next run".
ALTER TABLE schedule ADD COLUMN skip_until INTEGER;
-- Times that were due since it was made, for "every n-th time".
ALTER TABLE schedule ADD COLUMN times INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX schedule_by_import ON schedule (import_key) WHERE import_key IS NOT NULL;

-- Of the runs of a task with the same key, only some are active at once. One that has to wait for another has ready = 2:
-- it stays out of the claim index until the other has ended.
ALTER TABLE run ADD COLUMN concurrency_key TEXT;
-- A run that has not begun by then is cancelled.
ALTER TABLE run ADD COLUMN expires_at INTEGER;
ALTER TABLE run ADD COLUMN parent_id TEXT;
ALTER TABLE run ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

CREATE INDEX run_keyed ON run (task_id, concurrency_key, state)
  WHERE concurrency_key IS NOT NULL AND state IN ('created', 'active', 'retry');

-- The same key within its time gives the same run back.
CREATE TABLE idempotency (
  task_id TEXT NOT NULL,
  key TEXT NOT NULL,
  run_id TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (task_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_by_end ON idempotency (expires_at);

-- What a step of a run gave: a later try takes it from here instead of doing it again.
CREATE TABLE step (
  run_seq INTEGER NOT NULL REFERENCES run (seq) ON DELETE CASCADE,
  name TEXT NOT NULL,
  output TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (run_seq, name)
) STRICT, WITHOUT ROWID;

-- When the try that is going on began. A try has a row of its own only when it did not succeed: a million runs that
-- worked the first time need no million rows that repeat it.
ALTER TABLE run ADD COLUMN attempt_at INTEGER;
UPDATE run SET attempt_at = (SELECT started_at FROM attempt WHERE run_seq = run.seq AND number = run.attempts);
DELETE FROM attempt WHERE error IS NULL;

-- The queue counts a whole transaction at once; a trigger for each row cost a third of the time of a run.
DROP TRIGGER run_count_insert;
DROP TRIGGER run_count_update;

-- Entries that come and go with every move of a run are kept to what is asked for often.
DROP INDEX run_by_task_and_state;
CREATE INDEX run_by_task_and_final_state ON run (task_id, state, seq) WHERE state IN ('completed', 'failed', 'cancelled');
