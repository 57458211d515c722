// The frameworks in parts: what the customer's factors select first. Each with its bar, and how much of it anything speaks to.
import { Link } from 'wouter'
import type { FrameworkSummary } from '#domain/framework'
import { countOf, formatCount } from '../../design/format.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { StateBar } from './state-bar.tsx'
import { decidedIn, type FrameworkGroup, titleOf } from './states.ts'

export function FrameworkList({ groups, chosen }: { readonly groups: readonly FrameworkGroup[]; readonly chosen: string | null }) {
  return (
    <nav className="framework-list" aria-label="Frameworks">
      {groups.map(({ title, hint, frameworks }) => (
        // What nothing touches is long and rarely wanted; what scans name without the catalog too.
        <details key={title} open={isOpen(title) || frameworks.some(({ frameworkId }) => frameworkId === chosen)}>
          <summary title={hint}>
            {title} <span className="muted-text">{formatCount(frameworks.length)}</span>
          </summary>
          <ul>
            {frameworks.map((framework) => (
              <li key={framework.frameworkId}>
                <Entry framework={framework} isChosen={framework.frameworkId === chosen} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </nav>
  )
}

const isOpen = (title: string): boolean => title === 'Selected' || title === 'Named by scans' || title === 'Touched'

function Entry({ framework, isChosen }: { readonly framework: FrameworkSummary; readonly isChosen: boolean }) {
  const { requirements, withoutRequirement } = framework
  return (
    <Link
      href={hrefs.frameworks({ framework: framework.frameworkId })}
      className="framework-entry"
      aria-current={isChosen ? 'page' : undefined}
    >
      <span className="framework-name">{titleOf(framework)}</span>
      {requirements === 0 ? (
        <span className="framework-note">{countOf(withoutRequirement, 'check')}, no requirement named</span>
      ) : (
        <>
          <StateBar framework={framework} />
          <span className="framework-note" title="Requirements that evidence or a verdict speaks to">
            {formatCount(decidedIn(framework))} of {formatCount(requirements)}
          </span>
        </>
      )}
    </Link>
  )
}
