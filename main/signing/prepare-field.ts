// What the report renderer and the signer agree on: names of the empty signature fields, Info keys and the data
// attachment. Constants only, so that the renderer can import it without pulling in any cryptography.

/** Partial name (`/T`) of the empty signature field the auditor's certification fills. */
export const AUDITOR_FIELD = 'Auditor'

/** Info key saying whether the PDF is a draft (never signed) or final. */
export const INFO_KIND = 'TickmarkKind'

/** Values of `INFO_KIND`. */
export const INFO_KIND_DRAFT = 'draft'
export const INFO_KIND_FINAL = 'final'

/** Info key holding the SHA-256 of the embedded data attachment: 64 lower-case hex digits. */
export const INFO_DATA_SHA256 = 'TickmarkDataSha256'

/** Name of the embedded file that `INFO_DATA_SHA256` speaks of. */
export const DATA_ATTACHMENT = 'tickmark-report.json'
