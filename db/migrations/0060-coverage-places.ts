// Counts by service, topic, account and region, kept with each file as the totals are: what the coverage map reads instead of rows.

const KEPT = `SELECT source_key, service, topic, account, region, sum(count) FROM source_tallies`
const OUT = `SELECT relation_key, source_key, service, topic, account, region, sum(count) FROM tally_shifts WHERE standing <> 'current'`

/** A tally that a person's rule moves, with the place it came from and the one it went to (0020-filing.ts). */
const MOVED = `t.check_id IS nullif(r.check_id, '') AND t.service IS nullif(r.from_service, '') AND t.topic IS nullif(r.from_topic, '')`
const SHIFTED = `filing_rules r CROSS JOIN relation_head h
    JOIN tally_shifts t ON t.relation_key = h.relation_key AND ${MOVED} WHERE t.standing <> 'current'`

export const migration = {
  version: 60,
  sql: `
CREATE TABLE source_places (
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  account TEXT,
  region TEXT,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX source_places_source ON source_places (source_key);
-- So many of them a relation takes out of what counts.
CREATE TABLE shift_places (
  relation_key INTEGER NOT NULL,
  source_key INTEGER NOT NULL,
  service TEXT,
  topic TEXT,
  account TEXT,
  region TEXT,
  count INTEGER NOT NULL
) STRICT;
CREATE INDEX shift_places_relation ON shift_places (relation_key, source_key);

-- Written when a file or a relation gets its digest, as source_totals and shift_totals are.
CREATE TRIGGER source_places_kept AFTER UPDATE OF evidence_digest ON source_files BEGIN
  DELETE FROM source_places WHERE source_key = NEW.source_key;
  INSERT INTO source_places ${KEPT} WHERE source_key = NEW.source_key GROUP BY 1, 2, 3, 4, 5;
END;
CREATE TRIGGER source_places_dropped AFTER DELETE ON source_files BEGIN
  DELETE FROM source_places WHERE source_key = OLD.source_key;
END;
CREATE TRIGGER shift_places_kept AFTER UPDATE OF digest ON relations BEGIN
  DELETE FROM shift_places WHERE relation_key = NEW.relation_key;
  INSERT INTO shift_places ${OUT} AND relation_key = NEW.relation_key GROUP BY 1, 2, 3, 4, 5, 6;
END;
CREATE TRIGGER shift_places_dropped AFTER DELETE ON relations BEGIN
  DELETE FROM shift_places WHERE relation_key = OLD.relation_key;
END;
INSERT INTO source_places ${KEPT} GROUP BY 1, 2, 3, 4, 5;
INSERT INTO shift_places ${OUT} GROUP BY 1, 2, 3, 4, 5, 6;

-- Current records by place; counts may be negative and add up. Rules move few checks, so only theirs are looked up check by check.
CREATE VIEW places AS
  SELECT t.source_key, t.service, t.topic, t.account, t.region, t.count
  FROM source_places t JOIN sources s ON s.source_key = t.source_key
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, -t.count
  FROM shift_places t JOIN relation_head h ON h.relation_key = t.relation_key
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, -t.count
  FROM filing_rules r CROSS JOIN source_tallies t JOIN sources s ON s.source_key = t.source_key WHERE ${MOVED}
  UNION ALL
  SELECT t.source_key, r.to_service, r.to_topic, t.account, t.region, t.count
  FROM filing_rules r CROSS JOIN source_tallies t JOIN sources s ON s.source_key = t.source_key WHERE ${MOVED}
  UNION ALL
  SELECT t.source_key, t.service, t.topic, t.account, t.region, t.count FROM ${SHIFTED}
  UNION ALL
  SELECT t.source_key, r.to_service, r.to_topic, t.account, t.region, -t.count FROM ${SHIFTED};
`,
}
