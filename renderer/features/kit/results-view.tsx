// What came back: the bundles, the calls of each service by what became of them, and everything that was not tested.
import { Link } from 'wouter'
import type { KitResults } from '#contract/kit'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf, formatCount, formatInstant } from '../../design/format.ts'
import { Panel, Stack } from '../../design/layout.tsx'
import { Mark } from '../../design/marks.tsx'
import { Notice } from '../../design/notice.tsx'
import { hrefs } from '../../navigation/hrefs.ts'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { bundleName, placeText, STATE_HINTS, STATE_LOOKS, STATE_WORDS, STATES } from './kit-words.ts'

export function ResultsView({ results, names }: { readonly results: KitResults; readonly names: CatalogNames }) {
  const open = results.commands.filter(({ openTotal }) => openTotal > 0)
  return (
    <div className="kit-results">
      <Stack gap="large">
        {results.bundles.map((bundle) => (
          <Bundle key={bundle.sha256} bundle={bundle} />
        ))}
        <Panel title="Calls by service" padded={false}>
          <Services services={results.services} names={names} />
        </Panel>
        <Panel title="Not tested" padded={open.length === 0}>
          {open.length === 0 ? (
            <EmptyState title="Every call was answered">Nothing was denied, failed or went missing.</EmptyState>
          ) : (
            <Open commands={open} names={names} />
          )}
        </Panel>
      </Stack>
    </div>
  )
}

/** Problems shown of one bundle. */
const MOST_PROBLEMS = 6

function Bundle({ bundle }: { readonly bundle: KitResults['bundles'][number] }) {
  const { header, whole, calls, current, problems } = bundle
  const facts = [
    header === null ? 'header damaged' : formatInstant(header.startedAt),
    header?.caller === null || header === null ? 'account unknown' : `account ${header.caller.account}`,
    header === null ? null : header.regions.join(', '),
    countOf(calls, 'call'),
    current === calls ? null : `${formatCount(current)} still count; the others were made again later`,
  ].filter((fact) => fact !== null)
  const more = problems.length - MOST_PROBLEMS
  return (
    <Notice tone={whole && problems.length === 0 ? 'good' : 'warn'} title={`${bundleName(bundle.fileName)}${whole ? '' : ': interrupted'}`}>
      <p>{facts.join(' · ')}</p>
      {problems.length === 0 ? (
        <p className="muted-text">As it was collected: every answer is there and has the SHA-256 its manifest names.</p>
      ) : (
        <ul className="kit-problems">
          {problems.slice(0, MOST_PROBLEMS).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {more > 0 ? <li>{countOf(more, 'further remark')}, with the file on the Import screen.</li> : null}
        </ul>
      )}
    </Notice>
  )
}

function Services({ services, names }: { readonly services: KitResults['services']; readonly names: CatalogNames }) {
  return (
    <div className="kit-table-frame" tabIndex={0} role="region" aria-label="Calls by service">
      <table className="kit-table">
        <thead>
          <tr>
            <th scope="col">Service</th>
            {STATES.map((state) => (
              <th key={state} scope="col" title={STATE_HINTS[state]}>
                <Mark look={STATE_LOOKS[state]} word={STATE_WORDS[state]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {services.map(({ service, counts }) => (
            <tr key={service}>
              <th scope="row">
                <Link href={hrefs.service(service)}>{names.service(service)}</Link>
              </th>
              {STATES.map((state) => (
                <td key={state} data-zero={counts[state] === 0 || undefined}>
                  {counts[state] === 0 ? '·' : formatCount(counts[state])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Calls shown of one command before the rest is only counted. */
const MOST_CALLS = 8

function Open({ commands, names }: { readonly commands: KitResults['commands']; readonly names: CatalogNames }) {
  return (
    <ul className="kit-open">
      {commands.map(({ service, topic, command, open, openTotal }) => (
        <li key={`${service} ${topic} ${command}`}>
          <div className="kit-open-head">
            <span className="mono">{command}</span>
            <span className="muted-text">
              {names.service(service)}, {names.topic(topic)}
            </span>
            <span className="kit-open-count">{formatCount(openTotal)}</span>
          </div>
          <ul>
            {open.slice(0, MOST_CALLS).map((call) => {
              const state = call.outcome === 'answered' ? 'missing' : call.outcome
              const place = placeText(call)
              return (
                <li key={call.evidenceId} className="kit-call">
                  <Mark look={STATE_LOOKS[state]} word={STATE_WORDS[state]} />
                  <Link href={hrefs.evidenceItem(call.evidenceId)} className="truncate" title={call.error ?? undefined}>
                    {place ?? 'everywhere'}
                  </Link>
                  <span className="muted-text truncate" title={call.error ?? undefined}>
                    {call.error}
                  </span>
                </li>
              )
            })}
            {openTotal > MOST_CALLS ? (
              <li>
                <Link href={hrefs.counted({ check: `kit.${command.replace(' ', '.')}` })}>
                  All {formatCount(openTotal)} and the answered ones as evidence
                </Link>
              </li>
            ) : null}
          </ul>
        </li>
      ))}
    </ul>
  )
}
