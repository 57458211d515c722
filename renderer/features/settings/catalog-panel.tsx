// Which catalog the engagement stands on, and a catalog file of one's own: put in force, replaced, dropped.
import { BookOpen, FileUp, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { CatalogStanding } from '#domain/catalog'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/dialog.tsx'
import { countOf, formatInstant } from '../../design/format.ts'
import { DescriptionList, Panel, Stack } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useToast } from '../../design/toasts.tsx'
import { useEngagement } from '../../platform/engagement.ts'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import { CatalogFileFacts } from './catalog-file-facts.tsx'
import { type CheckedFile, UseCatalog } from './use-catalog.tsx'

export function CatalogPanel() {
  const standing = useAnswer('catalog.standing', {})
  const engagement = useEngagement()
  const client = useClient()
  const platform = usePlatform()
  const drop = useCommand('catalog.drop')
  const { done, failed } = useToast()
  const [picked, setPicked] = useState<CheckedFile | null>(null)
  const [dropping, setDropping] = useState(false)

  const pick = () => {
    platform.pickFiles('document').then(([chosen]) => {
      if (chosen === undefined) return
      const { token } = chosen
      // Asked each time, never from the cache: the file may have been mended since.
      client('catalog.check', { file: token }).then(
        (holds) => setPicked({ token, holds }),
        (refusal: unknown) => setPicked({ token, refusal }),
      )
    }, failed)
  }
  const confirmDrop = () => {
    drop.mutate(
      {},
      {
        onSuccess: ({ kept }) => {
          setDropping(false)
          done({ title: 'Catalog file dropped', description: keptWords(kept) })
        },
        onError: failed,
      },
    )
  }

  const isOpen = engagement !== null && engagement !== undefined
  const file = standing.data?.file ?? null
  return (
    <Panel
      title="Catalog"
      actions={
        isOpen ? (
          <div className="settings-actions">
            {file === null ? null : (
              <Button size="small" icon={<Trash2 aria-hidden />} onClick={() => setDropping(true)}>
                Drop file…
              </Button>
            )}
            <Button size="small" icon={<FileUp aria-hidden />} onClick={pick}>
              {file === null ? 'Use a catalog file…' : 'Replace file…'}
            </Button>
          </div>
        ) : undefined
      }
    >
      {standing.error === null ? null : <ErrorNotice error={standing.error} />}
      {standing.data === undefined ? null : <Standing standing={standing.data} isOpen={isOpen} />}
      {picked === null ? null : <UseCatalog file={picked} onClose={() => setPicked(null)} />}
      <ConfirmDialog
        open={dropping}
        onClose={() => setDropping(false)}
        title="Go back to the catalog of the program?"
        confirmLabel="Drop the file"
        busy={drop.isPending}
        onConfirm={confirmDrop}
      >
        Services, topics and criteria of {file?.fileName ?? 'the file'} go, except those that verdicts, conclusions or evidence stand on. No
        verdict is lost. Sign-offs on what changes no longer hold. The journal keeps the file.
      </ConfirmDialog>
    </Panel>
  )
}

function Standing({ standing, isOpen }: { readonly standing: CatalogStanding; readonly isOpen: boolean }) {
  const { file, kept, faults, reworded, orphans } = standing
  return (
    <Stack gap="small">
      <AgeNotice standing={standing} />
      <DescriptionList
        items={[
          { term: 'Of this program', value: <span className="mono">{standing.shipped}</span> },
          ...(isOpen
            ? [
                { term: 'In force', value: <span className="mono">{standing.inForce}</span> },
                { term: 'Recorded', value: standing.recorded === null ? null : <span className="mono">{standing.recorded}</span> },
              ]
            : []),
        ]}
      />
      {isOpen ? null : <p className="nothing">Open an engagement to put a catalog file of your own in force in it.</p>}
      {isOpen && file === null ? (
        <p className="catalog-none">
          <BookOpen aria-hidden /> No catalog file of your own: the engagement stands on the catalog of the program alone.
        </p>
      ) : null}
      {file === null ? null : (
        <>
          <CatalogFileFacts file={file} />
          <p className="identity-note">
            In force since {formatInstant(file.usedAt)}, put there by {file.usedBy}.
          </p>
        </>
      )}
      <Lines
        title="Parts of the file do not fit this program's catalog and are left aside"
        tone="warn"
        lines={faults.map((f) => `${f.place}: ${f.reason}`)}
      />
      <Lines
        title="Kept though no catalog has it any more"
        lines={[...kept.services.map((s) => `service ${s}`), ...kept.topics.map((t) => `topic ${t}`), ...kept.criteria]}
      />
      <Lines title="Judged on another wording" tone="warn" lines={reworded.map((r) => `${r.criterionId}: “${r.statement}”`)} />
      <Lines title="Verdicts on criteria that nothing here knows" tone="warn" lines={orphans} />
    </Stack>
  )
}

function AgeNotice({ standing: { age, recorded, shipped } }: { readonly standing: CatalogStanding }) {
  const adopt = useCommand('catalog.adopt')
  const { failed } = useToast()
  if (age === 'same') return null
  if (age === 'program-older')
    return (
      <Notice tone="warn" title="This engagement was worked on with a newer catalog">
        It recorded {recorded}; this program has {shipped}. Criteria may read otherwise than when they were judged.
      </Notice>
    )
  return (
    <Notice
      tone="warn"
      title="The program has a newer catalog than this engagement recorded"
      action={
        <Button size="small" busy={adopt.isPending} onClick={() => adopt.mutate({}, { onError: failed })}>
          Record it
        </Button>
      }
    >
      Recorded: {recorded}. Now in force: {shipped}. Criteria may read otherwise than when they were judged; sign-offs on what changed no
      longer hold.
    </Notice>
  )
}

const Lines = ({
  title,
  lines,
  tone = 'calm',
}: {
  readonly title: string
  readonly lines: readonly string[]
  readonly tone?: 'calm' | 'warn'
}) =>
  lines.length === 0 ? null : (
    <Notice tone={tone} title={title}>
      <ul className="catalog-lines">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Notice>
  )

const keptWords = (kept: CatalogStanding['kept']): string =>
  kept.criteria.length + kept.services.length + kept.topics.length === 0
    ? 'The engagement stands on the catalog of the program again.'
    : `${countOf(kept.criteria.length, 'criterion', 'criteria')} with verdicts, ${countOf(kept.services.length, 'service')} and ${countOf(kept.topics.length, 'topic')} are kept.`
