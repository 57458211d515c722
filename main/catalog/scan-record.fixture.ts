// A scan record that says nothing, for tests of filing: each case states only what it is about.
import { type ScanRecord, UNSTATED } from '#domain/evidence'

/** A record with the given fields and nothing else known. */
export const scanRecord = (said: Partial<ScanRecord>): ScanRecord => ({ ...UNSTATED, result: 'fail', provider: 'aws', ...said })
