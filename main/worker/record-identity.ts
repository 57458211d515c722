// What a record is about and what it says, as hashes: for following a thing from scan to scan, and for telling whether it changed.
// The hashes are over JSON arrays, put together here from parts that are JSON already; record-line.test.ts has them as arrays.
import { hash } from 'node:crypto'
import { HASH_DIGITS } from '#db/queries/content-sum'
import type { KindColumns, RowValue } from '#db/queries/evidence-columns'

/** Prowler's ids are not unique (trap T2) and differ between its formats. */
export const PROWLER = 'prowler'
/** 96 bits. */
const SERIES_CHARACTERS = 16

export const NULL = 'null'

/** What identifies a record beside its kind, each as JSON: a text or null. */
export type OwnWords = {
  /** An id that names the finding as long as it lives, where the tool gives one. */
  readonly lastingId: string
  /** The resource's plain name; for records of Prowler. */
  readonly name: string
  /** Text that is part of what is said and in no column. */
  readonly wholeText: string
  readonly statusText: string
  readonly resource: string
  readonly region: string
  readonly account: string
}

/** The words of a kind that are hashed, as JSON. */
export type KindWords = {
  /** Null where it names none. */
  readonly check: string | null
  /** The check, or the title where it names none; null where it names neither. */
  readonly about: string | null
  readonly family: string
  readonly isProwler: boolean
  /** What it says before its sentence's place, between sentence and resource, and behind the account. */
  readonly checkAndTitle: string
  readonly said: string
  readonly resourceType: string
  readonly filed: string
}

export type Identity = { readonly series: string | null; readonly twin: string | null; readonly content: string }

/** The words of a kind that records are identified by. */
export function kindWordsOf(kind: KindColumns, family: string): KindWords {
  const json = (...values: readonly (RowValue | boolean)[]): string => values.map((value) => JSON.stringify(value)).join(',')
  const { check_id: check, title, result, status_raw, muted, lifecycle, severity, severity_raw } = kind
  return {
    check: check === null ? null : json(check),
    about: check === null && title === null ? null : json(check ?? title),
    family: json(family),
    isProwler: family === PROWLER,
    checkAndTitle: json(check, title),
    said: json(result, status_raw, muted === 1, lifecycle, severity, severity_raw),
    resourceType: json(kind.resource_type),
    filed: json(kind.service, kind.topic),
  }
}

/**
 * `series`: what the record is about, that is tool, check, place and resource; null where it names neither check nor title, for then
 * nothing can be followed. `twin`: the same by the resource's plain name, for Prowler's compliance files know a resource by its name
 * alone (FORMATS.md §4.8), and its other files have name and id. `content`: what it says, its time and its place in the file left out.
 */
export function identityOf({ lastingId, name, wholeText, statusText, resource, region, account }: OwnWords, kind: KindWords): Identity {
  const whole = wholeText === NULL ? '' : `,${wholeText}`
  const said = `[${kind.checkAndTitle},${statusText},${kind.said},${resource},${kind.resourceType},${region},${account},${kind.filed}${whole}]`
  // Check and resource beside the id: a tool that gives one id to several must not have one pass end the fail of another (trap T2).
  const about =
    lastingId === NULL
      ? `[${kind.family},${kind.about},${account},${region},${resource}]`
      : `[${kind.family},"id",${account},${lastingId},${kind.about},${resource}]`
  return {
    series: kind.about === null ? null : digestOf(about),
    twin: kind.isProwler && kind.check !== null ? digestOf(`[${kind.family},${kind.check},${account},${region},${name}]`) : null,
    content: hash('sha256', said, 'hex').slice(0, HASH_DIGITS),
  }
}

const digestOf = (about: string): string => hash('sha256', about, 'base64url').slice(0, SERIES_CHARACTERS)
