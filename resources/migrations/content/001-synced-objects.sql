-- The vector stores that this program made, by the name they were made for: a service may not list at once what it has
-- just made, and to make it again would make two of one name.
CREATE TABLE made_vector_store (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;

-- What of a bucket is in which vector store: the memory of the S3 sync.
CREATE TABLE synced_object (
  vector_store_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  etag TEXT NOT NULL,
  size INTEGER NOT NULL,
  file_id TEXT NOT NULL,
  synced_at INTEGER NOT NULL,
  PRIMARY KEY (vector_store_id, bucket, key)
) STRICT, WITHOUT ROWID;

-- An upload that was about to begin. It can be stored and its answer lost: a row that is still here when the next run
-- starts may have left a file behind.
CREATE TABLE sync_intent (
  id INTEGER PRIMARY KEY,
  vector_store_id TEXT NOT NULL,
  bucket TEXT NOT NULL,
  key TEXT NOT NULL,
  file_name TEXT NOT NULL,
  size INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  -- Known once the upload was answered.
  file_id TEXT
) STRICT;

-- A file that was replaced, or whose object left the bucket, or that could not be taken in, until it is really gone.
CREATE TABLE sync_garbage (
  file_id TEXT PRIMARY KEY,
  vector_store_id TEXT NOT NULL,
  bucket TEXT NOT NULL
) STRICT, WITHOUT ROWID;
