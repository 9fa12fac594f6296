-- Runs that carry tags, and runs that no schedule made, are found without a look at all the others. A run of a schedule
-- without tags costs nothing here, and what stands in these indexes never changes as a run goes on.
CREATE INDEX run_tagged ON run (seq) WHERE tags <> '[]';
CREATE INDEX run_by_trigger ON run (trigger_kind, seq) WHERE trigger_kind <> 'schedule';
