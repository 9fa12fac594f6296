-- Runs that were caught up, for the picture of a job's last days. They are few; all others cost nothing here.
CREATE INDEX run_caught_up ON run (schedule_id, state) WHERE trigger_kind = 'catch-up';
