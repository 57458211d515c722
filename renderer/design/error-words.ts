// What each error means to the person in front of the screen: what happened, and what to do. Keyed by code; the sentence
// with place and what was kept comes with the error itself.
import type { ErrorCode } from '#domain/errors'

export type ErrorWords = { readonly title: string; readonly advice: string }

export const ERROR_WORDS: Readonly<Record<ErrorCode, ErrorWords>> = {
  'invalid-input': { title: 'That cannot be taken as it is', advice: 'Correct what is named and try again. Nothing was changed.' },
  'no-engagement': { title: 'No engagement is open', advice: 'Open one, or make a new one, on the Start screen.' },
  'not-found': { title: 'It is not in this engagement', advice: 'It may have been removed. Go back to the list and look again.' },
  conflict: {
    title: 'It was changed in the meantime',
    advice: 'Your text is still here. Load the newest version, compare, and save again.',
  },
  'passphrase-missing': { title: 'A passphrase is needed', advice: 'This file is encrypted. Enter the passphrase it was made with.' },
  'passphrase-wrong': {
    title: 'The passphrase does not fit',
    advice: 'Check capital letters and keyboard layout, then try again. The file was not touched.',
  },
  'not-an-engagement': {
    title: 'This file is no engagement',
    advice: 'Choose a .tickmark file. Scan results are brought in on the Import screen.',
  },
  'engagement-newer': { title: 'Made by a newer Tickmark', advice: 'Update Tickmark, then open it. The file was not touched.' },
  'engagement-unreadable': {
    title: 'The engagement file cannot be used',
    advice: 'Check that its disk is there and may be written to, then try again. What was saved before is kept.',
  },
  'input-unreadable': { title: 'The file cannot be read', advice: 'Check that it still exists and that you may read it, then try again.' },
  'import-rejected': {
    title: 'The file was not imported',
    advice: 'Nothing of it was stored. See the reason, mend or export the file anew, and import again.',
  },
  'report-blocked': {
    title: 'The report was refused',
    advice: 'Its numbers do not add up or something would be lost in print. Resolve what is listed and build again.',
  },
  'verification-failed': { title: 'Verification failed', advice: 'Do not rely on this document. Ask its sender for the original.' },
  'journal-broken': {
    title: 'The journal does not hold',
    advice: 'The file was changed outside Tickmark. Work on from a backup, and keep this file as evidence.',
  },
  'signing-refused': { title: 'It was not signed', advice: 'See the reason. The report is unchanged.' },
  'disk-full': { title: 'The disk is full', advice: 'Free some space and try again. Everything saved before this step is safe.' },
  cancelled: { title: 'Cancelled', advice: 'The step was stopped and left nothing behind.' },
  unexpected: { title: 'Something unexpected happened', advice: 'Try again. If it happens again, note what you did; saved work is safe.' },
}
