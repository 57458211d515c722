// Shows what a chosen catalog file would change, or every place where it is wrong, before it is put in force.
import type { PickedFile } from '#contract/host'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Stack } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { CatalogFileFacts } from './catalog-file-facts.tsx'

export function UseCatalog({ file, onClose }: { readonly file: PickedFile; readonly onClose: () => void }) {
  const checked = useAnswer('catalog.check', { file: file.token })
  const use = useCommand('catalog.use')
  const { done } = useToast()
  const submit = () => {
    use.mutate(
      { file: file.token },
      {
        onSuccess: (standing) => {
          done({ title: 'Catalog file in force', description: `This engagement stands on catalog ${standing.inForce}.` })
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      dismissible={false}
      width="wide"
      title="Use a catalog file"
      description="It is kept inside the engagement, so that the engagement always carries the catalog it stands on."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={!checked.isSuccess} busy={use.isPending} onClick={submit}>
            Put in force
          </Button>
        </>
      }
    >
      <Stack gap="small">
        {checked.error === null ? null : <ErrorNotice error={checked.error} />}
        {use.error === null ? null : <ErrorNotice error={use.error} />}
        {checked.data === undefined ? null : (
          <>
            <CatalogFileFacts file={checked.data} />
            <Notice>
              New imports are filed with it. Verdicts on criteria that it removes or words anew are kept and say so. Sign-offs on what
              changes no longer hold.
            </Notice>
          </>
        )}
      </Stack>
    </Dialog>
  )
}
