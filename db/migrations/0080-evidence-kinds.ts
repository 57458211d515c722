// What the records of a check share is kept once per file: a million records name a few thousand kinds. Everything reads the two
// tables through the view `evidence_rows`, which has the columns the one table had.

/** What is a record's own, and what records of a kind share: in the order of the tables and the view. */
const SHARED = [
  'per_requirement',
  'check_id',
  'title',
  'result',
  'status_raw',
  'muted',
  'lifecycle',
  'severity',
  'severity_raw',
  'resource_type',
  'time_quality',
  'service',
  'topic',
  'filing_rule',
  'filing_confidence',
  'subtopic',
  'service_confidence',
  'topic_confidence',
  'suggested_service',
  'suggested_topic',
]
const OWN = [
  'offset',
  'length',
  'context_key',
  'scope_key',
  'series',
  'twin',
  'content',
  'status_text',
  'resource',
  'region',
  'account',
  'seen_at',
]
const of = (table: string, columns: readonly string[]): string => columns.map((column) => `${table}.${column}`).join(', ')

export const migration = {
  version: 80,
  sql: `
-- Numbered from 1 within a file, in the order of their first records.
CREATE TABLE evidence_kinds (
  source_key INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  per_requirement INTEGER NOT NULL,
  check_id TEXT,
  title TEXT,
  result TEXT NOT NULL,
  status_raw TEXT,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  severity TEXT NOT NULL,
  severity_raw TEXT,
  resource_type TEXT,
  time_quality TEXT NOT NULL,
  service TEXT,
  topic TEXT,
  filing_rule TEXT NOT NULL,
  filing_confidence TEXT NOT NULL,
  subtopic TEXT,
  service_confidence TEXT,
  topic_confidence TEXT,
  suggested_service TEXT,
  suggested_topic TEXT,
  PRIMARY KEY (source_key, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_kinds_place ON evidence_kinds (service, topic);
CREATE INDEX evidence_kinds_check ON evidence_kinds (check_id);

CREATE TABLE evidence_records (
  evidence_id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_key INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  context_key INTEGER,
  scope_key INTEGER NOT NULL,
  -- Hash of what the record is about (tool, check, place, resource); null where it names neither check nor title.
  series TEXT,
  -- The same with the resource's plain name, by which a tool's rows per requirement know it; null where it writes none.
  twin TEXT,
  -- Hash of what it says, times and its place in the file left out.
  content TEXT NOT NULL,
  status_text TEXT,
  resource TEXT,
  region TEXT,
  account TEXT,
  seen_at TEXT
) STRICT;
-- By file in the order of the ids, and by kind: whether a row is published is answered without reading it.
CREATE INDEX evidence_records_source ON evidence_records (source_key);
CREATE INDEX evidence_records_kind ON evidence_records (source_key, kind);

-- 'words' tells kinds apart; as a key of an index it finds one at once.
CREATE TABLE kinds_found (source_key INTEGER NOT NULL, words TEXT NOT NULL, kind INTEGER NOT NULL, first INTEGER NOT NULL, PRIMARY KEY (source_key, words)) WITHOUT ROWID;
INSERT INTO kinds_found SELECT source_key, words, row_number() OVER (PARTITION BY source_key ORDER BY first), first FROM (
  SELECT source_key, json_array(${SHARED.join(', ')}) AS words, min(evidence_id) AS first FROM evidence_rows GROUP BY 1, 2
);
INSERT INTO evidence_kinds SELECT e.source_key, f.kind, ${of('e', SHARED)}
  FROM kinds_found f JOIN evidence_rows e ON e.evidence_id = f.first;
INSERT INTO evidence_records SELECT e.evidence_id, e.source_key, f.kind, ${of('e', OWN)}
  FROM evidence_rows e JOIN kinds_found f ON f.source_key = e.source_key AND f.words = json_array(${of('e', SHARED)}) ORDER BY e.evidence_id;
DROP TABLE kinds_found;
-- An id that was given once is never given again.
DELETE FROM sqlite_sequence WHERE name = 'evidence_records';
INSERT INTO sqlite_sequence (name, seq) SELECT 'evidence_records', seq FROM sqlite_sequence WHERE name = 'evidence_rows';
DROP TABLE evidence_rows;

CREATE VIEW evidence_rows AS
  SELECT r.evidence_id, r.source_key, ${of('r', OWN)}, ${of('k', SHARED)}
  FROM evidence_records r JOIN evidence_kinds k ON k.source_key = r.source_key AND k.kind = r.kind;
`,
}
