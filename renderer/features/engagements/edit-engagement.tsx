// Changes the scope of the open engagement. The journal keeps what it was before.
import type { Engagement } from '#domain/engagement'
import { Screen } from '../../design/layout.tsx'
import { useToast } from '../../design/toasts.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useDrafts } from '../../platform/drafts.tsx'
import { useCommand } from '../../platform/queries.ts'
import { EngagementForm } from './engagement-form.tsx'
import { draftOf } from './scope-draft.ts'

export function EditEngagement({ engagement }: { readonly engagement: Engagement }) {
  const update = useCommand('engagements.update')
  const { done } = useToast()
  const drafts = useDrafts()
  const draftKey = `scope ${engagement.engagementId}`
  return (
    <Screen title="Scope of the engagement" note={engagement.fileName} padded={false}>
      <EngagementForm
        key={engagement.engagementId}
        draftKey={draftKey}
        initial={draftOf(engagement)}
        submitLabel="Save scope"
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
                done({ title: 'Scope saved' })
                navigate(hrefs.overview)
              },
            },
          )
        }
      />
    </Screen>
  )
}
