// AWS's part: the register of AWS reports, and which one an inherited verdict rests on.

export const migration = {
  version: 40,
  sql: `
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

ALTER TABLE verdicts ADD COLUMN report_id TEXT REFERENCES assurance_reports (report_id);
CREATE INDEX verdicts_report ON verdicts (report_id) WHERE report_id IS NOT NULL;
`,
}
