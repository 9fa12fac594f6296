-- Due times at which nothing ran, which the timeline shows: few among many that did, and looked for in every schedule.
CREATE INDEX occurrence_not_run ON occurrence (schedule_id, scheduled_at DESC) WHERE outcome IN ('skipped', 'missed');
