-- Runs that were skipped, for the picture of a job's last days: they are few, and were counted among the completed ones.
CREATE INDEX run_skipped_by_task ON run (task_id) WHERE outcome = 'skipped';
CREATE INDEX run_skipped_by_schedule ON run (schedule_id) WHERE outcome = 'skipped';
-- One that was skipped counts as that, also when it was for a time that had been missed: the outcome is told by the index.
DROP INDEX run_caught_up;
CREATE INDEX run_caught_up ON run (schedule_id, state, seq, outcome) WHERE trigger_kind = 'catch-up';

-- A completed run need not have been on time: the user's own have none. And skipped ones are counted, too.
ALTER TABLE past_run RENAME TO past_run_on_time;
CREATE TABLE past_run (
  task_id TEXT NOT NULL,
  -- In the host's zone: "2026-11-24".
  day TEXT NOT NULL,
  -- Empty for a run that counts for no schedule.
  schedule_id TEXT NOT NULL,
  ending TEXT NOT NULL CHECK (ending IN ('completed', 'caught-up', 'failed', 'cancelled', 'skipped')),
  runs INTEGER NOT NULL,
  PRIMARY KEY (task_id, day, schedule_id, ending)
) STRICT, WITHOUT ROWID;
INSERT INTO past_run (task_id, day, schedule_id, ending, runs)
  SELECT task_id, day, schedule_id, CASE ending WHEN 'on-time' THEN 'completed' ELSE ending END, runs
    FROM past_run_on_time;
DROP TABLE past_run_on_time;
