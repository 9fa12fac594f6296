-- How runs ended that are deleted by now, by the day on which they were made: the picture of a job's last 90 days goes back
-- further than its runs are kept.
CREATE TABLE past_run (
  task_id TEXT NOT NULL,
  -- In the host's zone: "2026-11-24".
  day TEXT NOT NULL,
  -- Empty for a run that counts for no schedule.
  schedule_id TEXT NOT NULL,
  ending TEXT NOT NULL CHECK (ending IN ('on-time', 'caught-up', 'failed', 'cancelled')),
  runs INTEGER NOT NULL,
  PRIMARY KEY (task_id, day, schedule_id, ending)
) STRICT, WITHOUT ROWID;
