// Filing per part: sub-topic, confidence of service and of topic, suggestions; and the rules by which a person files checks anew.
// The three views of evidence and its counts speak of the place where a record lies now; `filed_` is where the program put it.

/** Where a record or a count lies now; `r` is the rule that moves it, if there is one. */
const PLACE = `CASE WHEN r.check_id IS NULL THEN t.service ELSE r.to_service END AS service,
    CASE WHEN r.check_id IS NULL THEN t.topic ELSE r.to_topic END AS topic`
const MOVED = `LEFT JOIN filing_rules r ON r.check_id = coalesce(t.check_id, '') AND r.from_service = coalesce(t.service, '')
    AND r.from_topic = coalesce(t.topic, '')`
const FILED = 't.service AS filed_service, t.topic AS filed_topic'
const WORDS = `t.source_key, ${PLACE}, t.check_id, t.result, t.severity, t.muted, t.lifecycle`
const PLACED = `${WORDS}, t.account, t.region`
const HEAD = 'JOIN relation_head h ON h.relation_key = t.relation_key'

export const migration = {
  version: 20,
  sql: `
ALTER TABLE evidence_rows ADD COLUMN subtopic TEXT;
ALTER TABLE evidence_rows ADD COLUMN service_confidence TEXT;
ALTER TABLE evidence_rows ADD COLUMN topic_confidence TEXT;
-- Where the program would put it, but is too unsure to.
ALTER TABLE evidence_rows ADD COLUMN suggested_service TEXT;
ALTER TABLE evidence_rows ADD COLUMN suggested_topic TEXT;

-- A check as the program filed it ('' = names none, no service, no topic), and where a person says it belongs (null = nowhere).
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

DROP VIEW evidence;
CREATE VIEW evidence AS
  SELECT t.evidence_id, t.source_key, t.offset, t.length, t.context_key, t.check_id, t.title, t.status_text, t.result, t.status_raw, t.muted,
    t.lifecycle, t.severity, t.severity_raw, t.resource, t.resource_type, t.region, t.account, t.seen_at, t.time_quality,
    t.filing_rule, t.filing_confidence, t.subtopic, t.service_confidence, t.topic_confidence, t.suggested_service, t.suggested_topic,
    ${PLACE}, ${FILED},
    s.import_id, s.sha256, s.file_name, coalesce(j.standing, 'current') AS standing, j.change, j.other_id
  FROM evidence_rows t JOIN sources s ON s.source_key = t.source_key
  LEFT JOIN standings j ON j.relation_key = (SELECT relation_key FROM relation_head) AND j.evidence_id = t.evidence_id
  ${MOVED};

DROP VIEW tallies;
CREATE VIEW tallies AS
  SELECT ${PLACED}, 'current' AS standing, NULL AS change, t.count, t.content, 1 AS sign, ${FILED}
  FROM source_tallies t JOIN sources s ON s.source_key = t.source_key ${MOVED}
  UNION ALL
  SELECT ${PLACED}, 'current', NULL, -t.count, t.content, -1, t.service, t.topic
  FROM tally_shifts t ${HEAD} ${MOVED}
  UNION ALL
  SELECT ${PLACED}, t.standing, t.change, t.count, t.content, 1, t.service, t.topic
  FROM tally_shifts t ${HEAD} ${MOVED};

DROP VIEW totals;
CREATE VIEW totals AS
  SELECT ${WORDS}, 'current' AS standing, NULL AS change, t.count, ${FILED}
  FROM source_totals t JOIN sources s ON s.source_key = t.source_key ${MOVED}
  UNION ALL
  SELECT ${WORDS}, 'current', NULL, -t.count, t.service, t.topic
  FROM shift_totals t ${HEAD} ${MOVED}
  UNION ALL
  SELECT ${WORDS}, t.standing, t.change, t.count, t.service, t.topic
  FROM shift_totals t ${HEAD} ${MOVED};
`,
}
