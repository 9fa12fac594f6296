-- A call is written down before it is made, at what it can cost at the most, so that several runs together hold a budget.
ALTER TABLE ai_usage ADD COLUMN outcome TEXT NOT NULL DEFAULT 'ok' CHECK (outcome IN ('reserved', 'ok', 'failed'));
-- 0: the model is in no price table, and was counted as the dearest one.
ALTER TABLE ai_usage ADD COLUMN price_known INTEGER NOT NULL DEFAULT 1 CHECK (price_known IN (0, 1));

-- What a task has done with one item, story or insight, where what it makes does not show that, and what it could not do.
CREATE TABLE ai_work (
  task_id TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  -- Runs in which it failed for reasons of its own.
  tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
  error TEXT,
  done_at INTEGER,
  -- Of how much it was done: for a story, of how many items.
  extent INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (task_id, subject_id)
) STRICT, WITHOUT ROWID;

-- What was done with a text that is no longer there was not done.
CREATE TRIGGER ai_work_item_change AFTER UPDATE OF text ON item WHEN new.text <> old.text BEGIN
  DELETE FROM ai_work WHERE subject_id = new.id AND task_id IN ('embed-news', 'extract-highlights');
END;
CREATE TRIGGER ai_work_item_gone AFTER DELETE ON item BEGIN
  DELETE FROM ai_work WHERE subject_id = old.id AND task_id IN ('embed-news', 'extract-highlights');
END;
CREATE TRIGGER ai_work_story_gone AFTER DELETE ON story BEGIN
  DELETE FROM ai_work WHERE subject_id = old.id AND task_id IN ('analyze-story', 'story-summarize');
END;
CREATE TRIGGER ai_work_insight_gone AFTER DELETE ON insight BEGIN
  DELETE FROM ai_work WHERE subject_id = old.id AND task_id = 'score-relevance';
END;
