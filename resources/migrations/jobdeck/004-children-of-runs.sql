-- The runs that a run started, in their order. Most runs have no parent and cost nothing here.
CREATE INDEX run_by_parent ON run (parent_id, seq) WHERE parent_id IS NOT NULL;
