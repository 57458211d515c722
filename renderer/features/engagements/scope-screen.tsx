// Scope and factors of the open engagement: what it covers and who works on it, and the questionnaire of the customer's factors. The
// journal keeps what was stated before.
import type { Engagement } from '#domain/engagement'
import { unstatedFactors } from '#domain/factors'
import { Badge } from '../../design/badge.tsx'
import { Screen } from '../../design/layout.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { useToast } from '../../design/toasts.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useDrafts } from '../../platform/drafts.tsx'
import { useEngagement } from '../../platform/engagement.ts'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { EngagementForm } from './engagement-form.tsx'
import './factors.css'
import { draftOf } from './scope-draft.ts'

type Part = 'scope' | 'factors'

export function ScopeScreen() {
  const engagement = useEngagement()
  const asked = useAnswer('factors.questions', {}).data
  const [part, setPart] = useSearchParam('part')
  if (!engagement) return <Screen title="Scope and factors">{null}</Screen>
  const open = asked === undefined ? [] : unstatedFactors(asked.questions, engagement.factors)
  return (
    <Screen title="Scope and factors" note={engagement.fileName} padded={false}>
      <div className="scope-parts">
        <Tabs<Part>
          label="Scope and factors"
          value={part === 'factors' ? 'factors' : 'scope'}
          onValue={(next) => setPart(next === 'factors' ? next : '')}
          tabs={[
            { value: 'scope', label: 'Scope and people', content: <ScopeForm key="scope" engagement={engagement} part="scope" /> },
            {
              value: 'factors',
              label: <>The customer’s factors {open.length === 0 ? null : <Badge tone="warn">{open.length} not stated</Badge>}</>,
              content: <ScopeForm key="factors" engagement={engagement} part="factors" />,
            },
          ]}
        />
      </div>
    </Screen>
  )
}

function ScopeForm({ engagement, part }: { readonly engagement: Engagement; readonly part: Part }) {
  const update = useCommand('engagements.update')
  const { done } = useToast()
  const drafts = useDrafts()
  const draftKey = `scope ${engagement.engagementId}`
  return (
    <EngagementForm
      draftKey={draftKey}
      part={part}
      initial={draftOf(engagement)}
      submitLabel="Save scope and factors"
      busy={update.isPending}
      error={update.error}
      onCancel={() => {
        drafts.keep(draftKey, undefined)
        navigate(hrefs.overview)
      }}
      onSubmit={(scope) =>
        update.mutate(
          { patch: scope },
          {
            onSuccess: () => {
              drafts.keep(draftKey, undefined)
              done({ title: 'Scope and factors saved' })
            },
          },
        )
      }
    />
  )
}
