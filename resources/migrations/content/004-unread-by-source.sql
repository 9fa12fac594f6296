-- The unread items of a source, to count and to list.
CREATE INDEX item_unread_of_source ON item (source_id, published_at DESC, id DESC) WHERE read_at IS NULL;
