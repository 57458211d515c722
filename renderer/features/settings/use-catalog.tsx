// Shows what a chosen catalog file would change, or every place where it is wrong, before it is put in force.

import type { CatalogFile } from '#domain/catalog'
import { type AppError, toAppError } from '#domain/errors'
import { Button } from '../../design/button.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { countOf } from '../../design/format.ts'
import { Stack } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useCommand } from '../../platform/queries.ts'
import { CatalogFileFacts } from './catalog-file-facts.tsx'

/** A chosen file as it was when it was chosen: what it holds, or why it cannot be used. */
export type CheckedFile = { readonly token: string } & ({ readonly holds: CatalogFile } | { readonly refusal: unknown })

export function UseCatalog({ file, onClose }: { readonly file: CheckedFile; readonly onClose: () => void }) {
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
          <Button kind="primary" disabled={!('holds' in file)} busy={use.isPending} onClick={submit}>
            Put in force
          </Button>
        </>
      }
    >
      <Stack gap="small">
        {use.error === null ? null : <ErrorNotice error={use.error} />}
        {'holds' in file ? (
          <>
            <CatalogFileFacts file={file.holds} />
            <Notice>
              New imports are filed with it. Verdicts on criteria that it removes or words anew are kept and say so. Sign-offs on what
              changes no longer hold.
            </Notice>
          </>
        ) : (
          <Refusal error={toAppError(file.refusal)} />
        )}
      </Stack>
    </Dialog>
  )
}

/** Faults with their places, open to read: they are what has to be mended. Any other error in the usual words. */
function Refusal({ error }: { readonly error: AppError }) {
  const { places, faults, file } = error.details
  if (!Array.isArray(places)) return <ErrorNotice error={error} />
  return (
    <Notice tone="bad" title={`${String(file)} cannot be used as a catalog: ${countOf(Number(faults), 'fault')}`}>
      <ul className="catalog-lines mono">
        {(places as readonly string[]).map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
      Nothing was changed.
    </Notice>
  )
}
