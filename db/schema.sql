-- Generated from db/migrations by db/schema.test.ts; do not edit.

CREATE VIEW evidence AS
  SELECT e.*, i.import_id, i.sha256, i.file_name FROM evidence_rows e JOIN imports i ON i.import_key = e.import_key;

CREATE VIEW tallies AS SELECT t.* FROM tally_rows t JOIN imports i ON i.import_key = t.import_key;

CREATE TABLE checks (
  import_key INTEGER NOT NULL,
  check_id TEXT NOT NULL,
  title TEXT,
  description TEXT,
  risk TEXT,
  remediation_text TEXT,
  remediation_urls TEXT NOT NULL,
  status_text TEXT,
  PRIMARY KEY (import_key, check_id)
) STRICT;

CREATE TABLE conclusions (
  service TEXT NOT NULL,
  -- '' = the service as a whole.
  topic TEXT NOT NULL,
  conclusion TEXT NOT NULL,
  rationale TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (service, topic)
) STRICT;

CREATE TABLE engagement (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  engagement_id TEXT NOT NULL,
  title TEXT NOT NULL,
  client TEXT NOT NULL,
  period_from TEXT NOT NULL,
  period_to TEXT NOT NULL,
  accounts TEXT NOT NULL,
  regions TEXT NOT NULL,
  services TEXT NOT NULL,
  factors TEXT NOT NULL,
  people TEXT NOT NULL,
  created_at TEXT NOT NULL,
  catalog_version TEXT NOT NULL
) STRICT;

CREATE TABLE evidence_rows (
  evidence_id INTEGER PRIMARY KEY AUTOINCREMENT,
  import_key INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  check_id TEXT,
  title TEXT,
  status_text TEXT,
  result TEXT NOT NULL,
  status_raw TEXT,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  severity TEXT NOT NULL,
  severity_raw TEXT,
  resource TEXT,
  resource_type TEXT,
  region TEXT,
  account TEXT,
  seen_at TEXT,
  time_quality TEXT NOT NULL,
  service TEXT,
  topic TEXT,
  filing_rule TEXT NOT NULL,
  filing_confidence TEXT NOT NULL
) STRICT;

CREATE TABLE findings (
  finding_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE,
  service TEXT,
  topic TEXT,
  check_id TEXT NOT NULL,
  title TEXT NOT NULL,
  condition TEXT NOT NULL,
  criterion TEXT NOT NULL,
  cause TEXT NOT NULL,
  effect TEXT NOT NULL,
  recommendation TEXT NOT NULL,
  client_response TEXT NOT NULL,
  severity TEXT NOT NULL,
  scanner_severity TEXT NOT NULL,
  severity_reason TEXT NOT NULL,
  status TEXT NOT NULL,
  owner TEXT NOT NULL,
  due_date TEXT,
  untouched INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
) STRICT;

CREATE TABLE import_issues (
  issue_id INTEGER PRIMARY KEY,
  import_key INTEGER NOT NULL,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  offset INTEGER,
  length INTEGER,
  record INTEGER,
  line INTEGER,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE import_staging (
  import_key INTEGER PRIMARY KEY AUTOINCREMENT,
  import_id TEXT NOT NULL UNIQUE,
  process_id INTEGER NOT NULL,
  host TEXT NOT NULL,
  started_at TEXT NOT NULL
) STRICT;

CREATE TABLE imports (
  import_key INTEGER PRIMARY KEY,
  import_id TEXT NOT NULL UNIQUE,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  format_id TEXT NOT NULL,
  tool TEXT,
  tool_version TEXT,
  seen_from TEXT,
  seen_to TEXT,
  records INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  muted INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  -- What the importer needs beside a record's own bytes to read it again, e.g. a CSV header.
  context TEXT,
  -- SHA-256 over every row of the import in these tables, in order (db/queries/import-digests.ts).
  evidence_digest TEXT NOT NULL,
  checks_digest TEXT NOT NULL,
  issues_digest TEXT NOT NULL,
  CHECK (records = stored + rejected)
) STRICT;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  reason TEXT,
  before TEXT,
  after TEXT,
  prev_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE report_files (
  sha256 TEXT PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE report_signatures (
  report_id TEXT PRIMARY KEY REFERENCES reports (report_id),
  signed_at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  signature TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
  report_id TEXT PRIMARY KEY,
  service TEXT NOT NULL,
  service_name TEXT NOT NULL,
  kind TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  file_name TEXT NOT NULL,
  pages INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  data_sha256 TEXT NOT NULL,
  balance TEXT NOT NULL,
  open_points TEXT NOT NULL,
  journal_seq INTEGER NOT NULL,
  journal_head TEXT NOT NULL,
  UNIQUE (service, version)
) STRICT;

CREATE TABLE sign_offs (
  service TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  PRIMARY KEY (service, role)
) STRICT;

CREATE TABLE source_chunks (
  import_key INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  codec TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE tally_rows (
  import_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  check_id TEXT,
  result TEXT NOT NULL,
  severity TEXT NOT NULL,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE verdicts (
  criterion_id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL,
  rationale TEXT NOT NULL,
  basis TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE INDEX evidence_check ON evidence_rows (check_id);

CREATE INDEX evidence_import ON evidence_rows (import_key);

CREATE INDEX evidence_place ON evidence_rows (service, topic);

CREATE UNIQUE INDEX findings_check ON findings (coalesce(service, ''), check_id);

CREATE INDEX import_issues_import ON import_issues (import_key, issue_id);

CREATE INDEX journal_subject ON journal (subject, subject_id, seq);

CREATE UNIQUE INDEX source_chunks_place ON source_chunks (import_key, offset);

CREATE INDEX tally_import ON tally_rows (import_key);

CREATE INDEX tally_place ON tally_rows (service, topic);
