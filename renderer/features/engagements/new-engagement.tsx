// Makes a new engagement: the form, then where the file is to lie, then on to the overview.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AppError } from '#domain/errors'
import { Screen } from '../../design/layout.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useDrafts } from '../../platform/drafts.tsx'
import { useEngagementSwitched } from '../../platform/engagement.ts'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { EngagementForm } from './engagement-form.tsx'
import { noProtectionYet, PassphraseFields, protectionProblem } from './passphrase-fields.tsx'
import { emptyDraft, type Scope } from './scope-draft.ts'

const DRAFT = 'new engagement'

export function NewEngagement({ onCancel }: { readonly onCancel: () => void }) {
  const platform = usePlatform()
  const drafts = useDrafts()
  const client = useClient()
  const switched = useEngagementSwitched()
  const [protection, setProtection] = useState(noProtectionYet)
  const [initial] = useState(() => emptyDraft(new Date().toISOString().slice(0, 10)))
  const create = useMutation({
    mutationFn: async (scope: Scope) => {
      const file = await platform.newEngagementFile(`${scope.client} – ${scope.title}.tickmark`.slice(0, 180))
      if (file === null) throw new AppError('cancelled', 'No place was chosen for the file.')
      return client('engagements.create', { file: file.token, passphrase: protection.encrypt ? protection.passphrase : null, scope })
    },
    onSuccess: async () => {
      drafts.keep(DRAFT, undefined)
      await switched()
      navigate(hrefs.overview, { replace: true })
    },
  })
  return (
    <Screen title="New engagement" padded={false}>
      <EngagementForm
        draftKey={DRAFT}
        part="all"
        initial={initial}
        submitLabel={platform.host === 'electron' ? 'Choose a place and create…' : 'Create engagement'}
        busy={create.isPending}
        error={create.error}
        onCancel={() => {
          drafts.keep(DRAFT, undefined)
          onCancel()
        }}
        onSubmit={(scope) => create.mutate(scope)}
        protection={{
          problem: protectionProblem(protection),
          fields: (showProblems) => <PassphraseFields value={protection} onValue={setProtection} showProblems={showProblems} />,
        }}
      />
    </Screen>
  )
}
