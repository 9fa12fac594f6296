-- Runs that wait for another one with their key, in the order in which they are let go. The index before this one was never read: its
-- condition named three states, and SQLite does not see that a statement about one of them is about no other.
DROP INDEX run_keyed;
CREATE INDEX run_parked ON run (task_id, concurrency_key, priority DESC, due_at, seq) WHERE ready = 2;
