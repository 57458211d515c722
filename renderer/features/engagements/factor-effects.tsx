// What the answers bring, as they are given: frameworks, and per service how many criteria stand on its checklist and which are left out.
import type { Output } from '#contract'
import { countOf } from '../../design/format.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'

export function FactorEffects({ effects }: { readonly effects: Output<'factors.effects'> | undefined }) {
  const names = useCatalogNames()
  if (effects === undefined) return null
  const { frameworks, services } = effects
  return (
    <section className="factor-effects" aria-label="What the answers bring">
      <h3>What the answers bring</h3>
      <h4>{frameworks.length === 0 ? 'No framework yet' : countOf(frameworks.length, 'framework')}</h4>
      {frameworks.length === 0 ? null : (
        <ul className="factor-frameworks">
          {frameworks.map(({ frameworkId, name }) => (
            <li key={frameworkId}>{name}</li>
          ))}
        </ul>
      )}
      <h4>Checklists</h4>
      {services.length === 0 ? <p className="nothing">No service is in scope.</p> : null}
      <ul className="factor-services">
        {services.map(({ service, selected, leftOut }) => (
          <li key={service}>
            <span className="factor-service">
              <span className="truncate">{names.service(service)}</span>
              <span className="factor-count">{countOf(selected, 'criterion', 'criteria')}</span>
            </span>
            {leftOut.length === 0 ? null : (
              <details>
                <summary>{leftOut.length} left out</summary>
                <ul>
                  {leftOut.map(({ criterionId, statement }) => (
                    <li key={criterionId}>{statement}</li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ul>
      <p className="factor-note">
        A question that is not answered leaves nothing out. Verdicts on criteria left out are kept and come back.
      </p>
    </section>
  )
}
