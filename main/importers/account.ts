// Reads account ids, which spreadsheets, number types and redaction damage (trap T20).
import type { Note } from './notes.ts'

const WHOLE = /^\d{12}$/
/** Leading zeros lost to a number type; shorter digit strings are no account id at all. */
const ZEROS_LOST = /^\d{9,11}$/
/** What a spreadsheet makes of twelve digits. */
const FLOAT = /^\d(?:[.,]\d+)?E\+?\d+$|^\d+[.,]\d+$/i

export const isFloatAccount = (text: string): boolean => FLOAT.test(text.trim())

/**
 * Gives an AWS account id as twelve digits: lost leading zeros are put back (FORMATS.md §4.4), anything else stays as written.
 * Both are noted as `account-damaged`. Ids of other providers pass unchanged.
 */
export function readAccount(text: string | null, provider: string | null, note: Note): string | null {
  if (text === null || provider !== 'aws' || WHOLE.test(text)) return text
  if (ZEROS_LOST.test(text)) {
    note('account-damaged', `Account ids of ${text.length} digits were read as 12 digits with leading zeros.`)
    return text.padStart(12, '0')
  }
  note('account-damaged', 'Account ids that are not 12 digits were kept as written.')
  return text
}
