// The new-engagement form as it is being typed, and the scope it means. Pure.
import type * as z from 'zod'
import { type Engagement, EngagementScope, emptyFactors } from '#domain/engagement'
import { AccountId } from '#domain/ids'

export type Scope = z.infer<typeof EngagementScope>

/** Lists are typed as text: one per line, or separated by spaces or commas. */
export type ScopeDraft = Omit<Scope, 'accounts' | 'regions'> & { readonly accounts: string; readonly regions: string }

/** An empty form; the period is the quarter before `today` (ISO date). */
export function emptyDraft(today: string): ScopeDraft {
  const { from, to } = lastQuarter(today)
  return {
    title: '',
    client: '',
    periodFrom: from,
    periodTo: to,
    accounts: '',
    regions: '',
    services: [],
    factors: emptyFactors(),
    people: [{ name: '', role: 'preparer', organisation: '' }],
  }
}

export function draftOf({ title, client, periodFrom, periodTo, accounts, regions, services, factors, people }: Engagement): ScopeDraft {
  return { title, client, periodFrom, periodTo, accounts: accounts.join('\n'), regions: regions.join('\n'), services, factors, people }
}

/** First and last day of the last full quarter. */
export function lastQuarter(today: string): { readonly from: string; readonly to: string } {
  const [year = 1970, month = 1] = today.split('-').map(Number)
  const firstMonth = Math.floor((month - 1) / 3) * 3 - 3
  const day = (date: Date) => date.toISOString().slice(0, 10)
  return { from: day(new Date(Date.UTC(year, firstMonth, 1))), to: day(new Date(Date.UTC(year, firstMonth + 3, 0))) }
}

/** The entries of a typed list, each once, in the order typed. */
export const entriesOf = (text: string): readonly string[] => [...new Set(text.split(/[\s,;]+/).filter((entry) => entry !== ''))]

export type FieldErrors = Partial<Readonly<Record<keyof Scope, string>>>

/** The scope a draft means, or what is wrong with it by field. People without a name are left out: an empty line states nothing. */
export function readDraft(draft: ScopeDraft): { readonly scope: Scope } | { readonly errors: FieldErrors } {
  const accounts = entriesOf(draft.accounts).map((entry) => entry.replaceAll('-', ''))
  const parsed = EngagementScope.safeParse({
    ...draft,
    accounts,
    regions: entriesOf(draft.regions),
    people: draft.people.filter(({ name }) => name.trim() !== ''),
  })
  if (parsed.success) return { scope: parsed.data }
  const errors: Record<string, string> = {}
  for (const { path } of parsed.error.issues) {
    const field = String(path[0])
    errors[field] ??= messageFor(field, draft, accounts)
  }
  return { errors }
}

function messageFor(field: string, draft: ScopeDraft, accounts: readonly string[]): string {
  switch (field) {
    case 'title':
      return 'Give the engagement a title, up to 300 characters.'
    case 'client':
      return 'Name the client, up to 300 characters.'
    case 'periodFrom':
      return 'Enter the first day of the period.'
    case 'periodTo':
      return draft.periodTo === '' ? 'Enter the last day of the period.' : 'The period ends before it begins.'
    case 'accounts': {
      const wrong = accounts.filter((account) => !AccountId.safeParse(account).success)
      return `An AWS account id has 12 digits: ${wrong.slice(0, 3).join(', ')}${wrong.length > 3 ? ` and ${wrong.length - 3} more` : ''}`
    }
    case 'regions':
      return 'Write regions as AWS does, e.g. eu-central-1.'
    case 'people':
      return 'A name or organisation is too long (300 characters at most).'
    default:
      return 'This cannot be taken as it is.'
  }
}
