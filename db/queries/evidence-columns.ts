// The columns of evidence in the order they are hashed and written; row addresses (`evidence_id`, `source_key`) are left out.

export type RowValue = string | number | null

/** Of evidence_kinds: what records share. */
export const KIND_COLUMNS = [
  'kind',
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
] as const
export type KindColumns = Readonly<Record<(typeof KIND_COLUMNS)[number], RowValue>>

/** Of evidence_records: what is a record's own, behind the number of its kind. */
export const RECORD_COLUMNS = [
  'kind',
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
] as const

/** Of the view evidence_rows, as whole rows were hashed before kinds were kept apart (migration 0080). */
export const WHOLE_COLUMNS = [
  'offset',
  'length',
  'context_key',
  'scope_key',
  'series',
  'twin',
  'content',
  'per_requirement',
  'check_id',
  'title',
  'status_text',
  'result',
  'status_raw',
  'muted',
  'lifecycle',
  'severity',
  'severity_raw',
  'resource',
  'resource_type',
  'region',
  'account',
  'seen_at',
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
] as const

/** So many columns at the end of whole rows came with migration 0020. */
const ADDED_COLUMNS = 5

/** The values of a whole row that are hashed: rows from before the added columns are proved as they were. */
export const provedValues = (values: readonly RowValue[]): readonly RowValue[] =>
  values.slice(-ADDED_COLUMNS).every((value) => value === null) ? values.slice(0, -ADDED_COLUMNS) : values
