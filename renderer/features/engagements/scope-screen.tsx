// Scope and factors of the open engagement: what it covers, who works on it, and the questionnaire of the customer's factors. The
// journal keeps what was stated before.
import type { Engagement } from '#domain/engagement'
import { Screen } from '../../design/layout.tsx'
import { useToast } from '../../design/toasts.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useDrafts } from '../../platform/drafts.tsx'
import { useEngagement } from '../../platform/engagement.ts'
import { useCommand } from '../../platform/queries.ts'
import { EngagementForm } from './engagement-form.tsx'
import { draftOf } from './scope-draft.ts'

export function ScopeScreen() {
  const engagement = useEngagement()
  return (
    <Screen title="Scope and factors" note={engagement?.fileName} padded={false}>
      {engagement ? <ScopeForm key={engagement.engagementId} engagement={engagement} /> : null}
    </Screen>
  )
}

function ScopeForm({ engagement }: { readonly engagement: Engagement }) {
  const update = useCommand('engagements.update')
  const { done } = useToast()
  const drafts = useDrafts()
  const draftKey = `scope ${engagement.engagementId}`
  return (
    <EngagementForm
      draftKey={draftKey}
      initial={draftOf(engagement)}
      submitLabel="Save scope and factors"
      busy={update.isPending}
      error={update.error}
      withQuestions
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
