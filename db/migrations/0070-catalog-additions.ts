// The catalog file of a user that an engagement stands on, and what had to be kept of catalogs before it.

export const migration = {
  version: 70,
  sql: `
-- One row, or none where the engagement stands on the shipped catalog alone. 'content' is the file as it was read, null where it was
-- dropped but something of it is still needed; 'kept' is JSON.
CREATE TABLE catalog_additions (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  file_name TEXT,
  content TEXT,
  kept TEXT NOT NULL,
  -- Of content and kept together: tells without reading them whether they are those already read.
  digest TEXT NOT NULL,
  used_at TEXT NOT NULL,
  used_by TEXT NOT NULL,
  CHECK ((file_name IS NULL) = (content IS NULL))
) STRICT;
`,
}
