// Requirements of frameworks that scans name, kept per source file and check as the scan wrote them.

export const migration = {
  version: 30,
  sql: `
-- How many rows of source_requirements the file has; null where it was read before they were kept.
ALTER TABLE source_files ADD COLUMN requirements INTEGER;

-- One row per check of a file. 'said' is a JSON list of [framework, id, id …] in the scan's own words: how they are read may get better,
-- and old files with it. Null where requirements are named without a check.
CREATE TABLE source_requirements (
  source_key INTEGER NOT NULL,
  family TEXT NOT NULL,
  provider TEXT,
  check_id TEXT,
  said TEXT NOT NULL
) STRICT;
CREATE INDEX source_requirements_source ON source_requirements (source_key);
`,
}
