-- Generated from db/migrations by db/schema.test.ts; do not edit.

CREATE VIEW evidence AS
  SELECT t.evidence_id, t.source_key, t.offset, t.length, t.context_key, t.check_id, t.title, t.status_text, t.result, t.status_raw, t.muted,
    t.lifecycle, t.severity, t.severity_raw, t.resource, t.resource_type, t.region, t.account, t.seen_at, t.time_quality,
    t.filing_rule, t.filing_confidence, t.subtopic, t.service_confidence, t.topic_confidence, t.suggested_service, t.suggested_topic,
    CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.service AS filed_service, t.topic AS filed_topic,
    s.import_id, s.sha256, s.file_name, coalesce(j.standing, 'current') AS standing, j.change, j.other_id
  FROM evidence_rows t JOIN sources s ON s.source_key = t.source_key
  LEFT JOIN standings j ON j.relation_key = (SELECT relation_key FROM relation_head) AND j.evidence_id = t.evidence_id
  LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '');

CREATE VIEW evidence_rows AS
  SELECT r.evidence_id, r.source_key, r.offset, r.length, r.context_key, r.scope_key, r.series, r.twin, r.content, r.status_text, r.resource, r.region, r.account, r.seen_at, k.per_requirement, k.check_id, k.title, k.result, k.status_raw, k.muted, k.lifecycle, k.severity, k.severity_raw, k.resource_type, k.time_quality, k.service, k.topic, k.filing_rule, k.filing_confidence, k.subtopic, k.service_confidence, k.topic_confidence, k.suggested_service, k.suggested_topic
  FROM evidence_records r JOIN evidence_kinds k ON k.source_key = r.source_key AND k.kind = r.kind;

CREATE VIEW places AS
  SELECT t.source_key, t.service, t.topic, t.account, t.region, t.count
  FROM source_places t JOIN sources s ON s.source_key = t.source_key
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, -t.count
  FROM shift_places t JOIN relation_head h ON h.relation_key = t.relation_key
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, -t.count
  FROM filing_rules r CROSS JOIN source_tallies t JOIN sources s ON s.source_key = t.source_key WHERE t.check_id IS nullif(r.check_id, '') AND t.service IS nullif(r.from_service, '') AND t.topic IS nullif(r.from_topic, '')
  UNION ALL
  SELECT t.source_key, r.to_service, r.to_topic, t.account, t.region, t.count
  FROM filing_rules r CROSS JOIN source_tallies t JOIN sources s ON s.source_key = t.source_key WHERE t.check_id IS nullif(r.check_id, '') AND t.service IS nullif(r.from_service, '') AND t.topic IS nullif(r.from_topic, '')
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, t.count FROM filing_rules r CROSS JOIN relation_head h
    JOIN tally_shifts t ON t.relation_key = h.relation_key AND t.check_id IS nullif(r.check_id, '') AND t.service IS nullif(r.from_service, '') AND t.topic IS nullif(r.from_topic, '') WHERE t.standing <> 'current'
  UNION ALL
  SELECT t.source_key, r.to_service, r.to_topic, t.account, t.region, -t.count FROM filing_rules r CROSS JOIN relation_head h
    JOIN tally_shifts t ON t.relation_key = h.relation_key AND t.check_id IS nullif(r.check_id, '') AND t.service IS nullif(r.from_service, '') AND t.topic IS nullif(r.from_topic, '') WHERE t.standing <> 'current';

CREATE VIEW sources AS
  SELECT s.*, i.import_id, i.imported_at, i.imported_by FROM source_files s JOIN imports i ON i.import_key = s.import_key;

CREATE VIEW tallies AS
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, t.account, t.region, 'current' AS standing, NULL AS change, t.count, t.content, 1 AS sign, t.service AS filed_service, t.topic AS filed_topic
  FROM source_tallies t JOIN sources s ON s.source_key = t.source_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '')
  UNION ALL
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, t.account, t.region, 'current', NULL, -t.count, t.content, -1, t.service, t.topic
  FROM tally_shifts t JOIN relation_head h ON h.relation_key = t.relation_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '')
  UNION ALL
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, t.account, t.region, t.standing, t.change, t.count, t.content, 1, t.service, t.topic
  FROM tally_shifts t JOIN relation_head h ON h.relation_key = t.relation_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '');

CREATE VIEW totals AS
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, 'current' AS standing, NULL AS change, t.count, t.service AS filed_service, t.topic AS filed_topic
  FROM source_totals t JOIN sources s ON s.source_key = t.source_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '')
  UNION ALL
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, 'current', NULL, -t.count, t.service, t.topic
  FROM shift_totals t JOIN relation_head h ON h.relation_key = t.relation_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '')
  UNION ALL
  SELECT t.source_key, CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic, t.check_id, t.result, t.severity, t.muted, t.lifecycle, t.standing, t.change, t.count, t.service, t.topic
  FROM shift_totals t JOIN relation_head h ON h.relation_key = t.relation_key LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '');

CREATE TRIGGER shift_places_dropped AFTER DELETE ON relations BEGIN
  DELETE FROM shift_places WHERE relation_key = OLD.relation_key;
END;

CREATE TRIGGER shift_places_kept AFTER UPDATE OF digest ON relations BEGIN
  DELETE FROM shift_places WHERE relation_key = NEW.relation_key;
  INSERT INTO shift_places SELECT relation_key, source_key, service, topic, account, region, sum(count) FROM tally_shifts WHERE standing <> 'current' AND relation_key = NEW.relation_key GROUP BY 1, 2, 3, 4, 5, 6;
END;

CREATE TRIGGER shift_totals_dropped AFTER DELETE ON relations BEGIN
  DELETE FROM shift_totals WHERE relation_key = OLD.relation_key;
END;

CREATE TRIGGER shift_totals_kept AFTER UPDATE OF digest ON relations BEGIN
  DELETE FROM shift_totals WHERE relation_key = NEW.relation_key;
  INSERT INTO shift_totals
    SELECT relation_key, source_key, service, topic, check_id, result, severity, muted, lifecycle, standing, change, sum(count)
    FROM tally_shifts WHERE relation_key = NEW.relation_key GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11;
END;

CREATE TRIGGER source_places_dropped AFTER DELETE ON source_files BEGIN
  DELETE FROM source_places WHERE source_key = OLD.source_key;
END;

CREATE TRIGGER source_places_kept AFTER UPDATE OF evidence_digest ON source_files BEGIN
  DELETE FROM source_places WHERE source_key = NEW.source_key;
  INSERT INTO source_places SELECT source_key, service, topic, account, region, sum(count) FROM source_tallies WHERE source_key = NEW.source_key GROUP BY 1, 2, 3, 4, 5;
END;

CREATE TRIGGER source_totals_dropped AFTER DELETE ON source_files BEGIN
  DELETE FROM source_totals WHERE source_key = OLD.source_key;
END;

CREATE TRIGGER source_totals_kept AFTER UPDATE OF evidence_digest ON source_files BEGIN
  DELETE FROM source_totals WHERE source_key = NEW.source_key;
  INSERT INTO source_totals
    SELECT source_key, service, topic, check_id, result, severity, muted, lifecycle, sum(count)
    FROM source_tallies WHERE source_key = NEW.source_key GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;
END;

CREATE TABLE assurance_reports (
  report_id TEXT PRIMARY KEY,
  programme TEXT NOT NULL,
  title TEXT NOT NULL,
  issuer TEXT NOT NULL,
  period_from TEXT,
  period_to TEXT,
  as_of TEXT,
  -- Service keys, as JSON.
  services TEXT NOT NULL,
  opinion TEXT NOT NULL,
  opinion_text TEXT NOT NULL,
  read_by TEXT NOT NULL,
  read_on TEXT,
  expires_on TEXT,
  bridge_until TEXT,
  notes TEXT NOT NULL,
  -- Source files: the report and the bridge letter.
  sha256 TEXT,
  bridge_sha256 TEXT,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

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

CREATE TABLE checks (
  source_key INTEGER NOT NULL,
  check_id TEXT NOT NULL,
  title TEXT,
  description TEXT,
  risk TEXT,
  remediation_text TEXT,
  remediation_urls TEXT NOT NULL,
  status_text TEXT,
  PRIMARY KEY (source_key, check_id)
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

CREATE VIRTUAL TABLE evidence_vocabulary USING fts5vocab(evidence_words, row);

CREATE VIRTUAL TABLE evidence_words USING fts5(words, content='', contentless_delete=1, detail=none, tokenize='unicode61 remove_diacritics 2');

CREATE TABLE 'evidence_words_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'evidence_words_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'evidence_words_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'evidence_words_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE filing_rules (
  check_id TEXT NOT NULL,
  from_service TEXT NOT NULL,
  from_topic TEXT NOT NULL,
  to_service TEXT,
  to_topic TEXT,
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (check_id, from_service, from_topic)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE format_answers (
  sha256 TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  answered_by TEXT NOT NULL
) STRICT;

CREATE TABLE import_issues (
  issue_id INTEGER PRIMARY KEY,
  source_key INTEGER NOT NULL,
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
  started_at TEXT NOT NULL,
  removed INTEGER NOT NULL
) STRICT;

CREATE TABLE imports (
  import_key INTEGER PRIMARY KEY,
  import_id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL
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

CREATE TABLE profiles (
  name TEXT PRIMARY KEY,
  profile TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
) STRICT;

CREATE TABLE relation_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  relation_key INTEGER NOT NULL
) STRICT;

CREATE TABLE relations (
  relation_key INTEGER PRIMARY KEY AUTOINCREMENT,
  -- The head it was worked out against.
  base INTEGER NOT NULL,
  made_at TEXT NOT NULL,
  -- SHA-256 over its rows (db/queries/relations.ts); the journal keeps it.
  digest TEXT NOT NULL
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

CREATE TABLE shift_places (
  relation_key INTEGER NOT NULL,
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  account TEXT,
  region TEXT,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE shift_totals (
  relation_key INTEGER NOT NULL,
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  check_id TEXT,
  result TEXT NOT NULL,
  severity TEXT NOT NULL,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  standing TEXT NOT NULL,
  change TEXT,
  count INTEGER NOT NULL
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
  source_key INTEGER NOT NULL,
  offset INTEGER NOT NULL,
  length INTEGER NOT NULL,
  codec TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE source_contexts (
  source_key INTEGER NOT NULL,
  context_key INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (source_key, context_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_files (
  source_key INTEGER PRIMARY KEY AUTOINCREMENT,
  import_key INTEGER NOT NULL,
  -- As the person would write it: relative to what was named; members of archives behind the archive.
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  format_id TEXT NOT NULL,
  encoding TEXT NOT NULL,
  -- Null, or the profile or answer a person gave for reading it, as JSON.
  directions TEXT,
  tool TEXT,
  tool_version TEXT,
  seen_from TEXT,
  seen_to TEXT,
  records INTEGER NOT NULL,
  stored INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  muted INTEGER NOT NULL,
  warnings INTEGER NOT NULL,
  -- SHA-256 over every row of the file in these tables, in order (db/queries/import-digests.ts).
  evidence_digest TEXT NOT NULL,
  checks_digest TEXT NOT NULL,
  issues_digest TEXT NOT NULL,
  contexts_digest TEXT NOT NULL, requirements INTEGER,
  CHECK (records = stored + rejected)
) STRICT;

CREATE TABLE source_places (
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  account TEXT,
  region TEXT,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE source_requirements (
  source_key INTEGER NOT NULL,
  family TEXT NOT NULL,
  provider TEXT,
  check_id TEXT,
  said TEXT NOT NULL
) STRICT;

CREATE TABLE source_scopes (
  source_key INTEGER NOT NULL,
  scope_key INTEGER NOT NULL,
  family TEXT NOT NULL,
  account TEXT,
  region TEXT,
  scanner_service TEXT,
  seen_from TEXT,
  seen_to TEXT,
  records INTEGER NOT NULL,
  per_requirement INTEGER NOT NULL,
  PRIMARY KEY (source_key, scope_key)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_tallies (
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  check_id TEXT,
  result TEXT NOT NULL,
  severity TEXT NOT NULL,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  account TEXT,
  region TEXT,
  count INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE source_totals (
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  check_id TEXT,
  result TEXT NOT NULL,
  severity TEXT NOT NULL,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE standings (
  relation_key INTEGER NOT NULL,
  evidence_id INTEGER NOT NULL,
  standing TEXT NOT NULL,
  change TEXT,
  -- Its successor where it is superseded, its predecessor where it is current, the record it restates.
  other_id INTEGER,
  PRIMARY KEY (relation_key, evidence_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_shifts (
  relation_key INTEGER NOT NULL,
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  check_id TEXT,
  result TEXT NOT NULL,
  severity TEXT NOT NULL,
  muted INTEGER NOT NULL,
  lifecycle TEXT NOT NULL,
  account TEXT,
  region TEXT,
  standing TEXT NOT NULL,
  change TEXT,
  count INTEGER NOT NULL,
  content TEXT NOT NULL
) STRICT;

CREATE TABLE verdicts (
  criterion_id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL,
  rationale TEXT NOT NULL,
  basis TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL
, report_id TEXT REFERENCES assurance_reports (report_id), proposal TEXT) STRICT;

CREATE INDEX evidence_kinds_check ON evidence_kinds (check_id);

CREATE INDEX evidence_kinds_place ON evidence_kinds (service, topic);

CREATE INDEX evidence_records_kind ON evidence_records (source_key, kind);

CREATE INDEX evidence_records_source ON evidence_records (source_key);

CREATE UNIQUE INDEX findings_check ON findings (coalesce(service, ''), check_id);

CREATE INDEX import_issues_source ON import_issues (source_key, issue_id);

CREATE INDEX journal_subject ON journal (subject, subject_id, seq);

CREATE INDEX shift_places_relation ON shift_places (relation_key, source_key);

CREATE INDEX shift_totals_relation ON shift_totals (relation_key, source_key);

CREATE UNIQUE INDEX source_chunks_place ON source_chunks (source_key, offset);

CREATE INDEX source_files_bytes ON source_files (sha256);

CREATE INDEX source_files_import ON source_files (import_key);

CREATE INDEX source_places_source ON source_places (source_key);

CREATE INDEX source_requirements_source ON source_requirements (source_key);

CREATE INDEX source_tallies_place ON source_tallies (service, topic);

CREATE INDEX source_tallies_source ON source_tallies (source_key);

CREATE INDEX source_totals_place ON source_totals (service, check_id);

CREATE INDEX source_totals_source ON source_totals (source_key);

CREATE INDEX tally_shifts_place ON tally_shifts (relation_key, service, topic);

CREATE INDEX tally_shifts_relation ON tally_shifts (relation_key, source_key);

CREATE INDEX verdicts_report ON verdicts (report_id) WHERE report_id IS NOT NULL;
