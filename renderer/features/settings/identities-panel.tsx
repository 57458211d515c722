// Signing identities kept on this machine: make, bring in, hand out the certificate, remove.
import { Download, FileUp, KeyRound, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Identity } from '#domain/identity'
import { Badge } from '../../design/badge.tsx'
import { Button, IconButton } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/dialog.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { formatInstant } from '../../design/format.ts'
import { DescriptionList, Panel } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useClient } from '../../platform/provider.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { CreateIdentity } from './create-identity.tsx'
import { ImportIdentity } from './import-identity.tsx'
import { savePem } from './save-pem.ts'

export function IdentitiesPanel() {
  const client = useClient()
  const identities = useAnswer('identities.list', {})
  const remove = useCommand('identities.remove')
  const { done, failed } = useToast()
  const [dialog, setDialog] = useState<'create' | 'import' | null>(null)
  const [removing, setRemoving] = useState<Identity | null>(null)

  const exportCertificate = (identity: Identity) => {
    client('identities.certificate', { identityId: identity.identityId }).then(({ pem, fileName }) => {
      savePem(pem, fileName)
      done({ title: 'Certificate exported', description: `${fileName}. It holds no key; hand it to whoever verifies.` })
    }, failed)
  }

  const list = identities.data ?? []
  return (
    <Panel
      title="Signing identities"
      actions={
        <div className="settings-actions">
          <Button size="small" icon={<FileUp aria-hidden />} onClick={() => setDialog('import')}>
            Import PKCS#12…
          </Button>
          <Button size="small" icon={<Plus aria-hidden />} onClick={() => setDialog('create')}>
            New identity…
          </Button>
        </div>
      }
    >
      {identities.error === null ? null : <ErrorNotice error={identities.error} />}
      {identities.isSuccess && list.length === 0 ? (
        <EmptyState icon={<KeyRound aria-hidden />} title="No identity on this machine yet">
          Reports are signed with an identity: a key and certificate in your name. Make one here, or bring in the one your organisation gave
          you.
        </EmptyState>
      ) : (
        <ul className="identity-list">
          {list.map((identity) => (
            <li key={identity.identityId} className="identity">
              <details>
                <summary>
                  <KeyRound aria-hidden />
                  <span className="identity-name">{identity.name}</span>
                  {identity.selfSigned ? (
                    <Badge title="Trusted only by those who were given the certificate">self-signed</Badge>
                  ) : (
                    <Badge tone="good">issued by {identity.issuer}</Badge>
                  )}
                  <span className="identity-note">
                    {identity.keyAlgorithm} · valid until {formatInstant(identity.notAfter)}
                  </span>
                </summary>
                <DescriptionList
                  items={[
                    { term: 'Subject', value: identity.subject },
                    { term: 'Issuer', value: identity.issuer },
                    { term: 'Serial number', value: <span className="mono">{identity.serialNumber}</span> },
                    { term: 'Fingerprint', value: <span className="mono">{identity.fingerprint}</span> },
                    { term: 'Valid', value: `${formatInstant(identity.notBefore)} – ${formatInstant(identity.notAfter)}` },
                  ]}
                />
              </details>
              <span className="settings-actions">
                <IconButton
                  label={`Export certificate of ${identity.name}`}
                  icon={<Download aria-hidden />}
                  onClick={() => exportCertificate(identity)}
                />
                <IconButton label={`Remove ${identity.name}`} icon={<Trash2 aria-hidden />} onClick={() => setRemoving(identity)} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {dialog === 'create' ? <CreateIdentity onClose={() => setDialog(null)} /> : null}
      {dialog === 'import' ? <ImportIdentity onClose={() => setDialog(null)} /> : null}
      <ConfirmDialog
        open={removing !== null}
        onClose={() => setRemoving(null)}
        title={`Remove ${removing?.name ?? ''}?`}
        confirmLabel="Remove identity"
        busy={remove.isPending}
        onConfirm={() => {
          if (removing === null) return
          remove.mutate({ identityId: removing.identityId }, { onSettled: () => setRemoving(null), onError: failed })
        }}
      >
        Its key is deleted from this machine and cannot be brought back. Reports already signed with it stay valid, but Tickmark will no
        longer call its certificate trusted here.
      </ConfirmDialog>
    </Panel>
  )
}
