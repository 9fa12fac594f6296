-- What is active is few and has an index of its own. Without it here, the move to `active` and the one out of it cost an
-- entry each less.
DROP INDEX run_by_state;
CREATE INDEX run_by_state ON run (state, seq) WHERE state <> 'active';
