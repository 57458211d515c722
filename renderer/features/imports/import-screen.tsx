// The Import screen: files in, what they are, the run, the balance sheet, and earlier imports. Drops and files handed over
// by the operating system are caught by the window's frame and wait in OfferedFiles.
import { FileInput, FolderInput } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Panel, Screen, Stack } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useOfferedFiles } from '../../platform/offered-files.tsx'
import { usePlatform } from '../../platform/provider.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { EarlierImports } from './earlier-imports.tsx'
import { useImportSession } from './import-session.ts'
import { QueuePanel } from './queue-panel.tsx'
import { RunProgress } from './run-progress.tsx'
import { RunResultView } from './run-result.tsx'
import './imports.css'

export function ImportScreen() {
  const platform = usePlatform()
  const session = useImportSession()
  const earlier = useAnswer('imports.list', {})
  const { waiting, taken } = useOfferedFiles()
  const takeOffered = useEffectEvent(() => {
    taken()
    void session.add(Promise.resolve(waiting))
  })
  useEffect(() => {
    if (waiting.length > 0) takeOffered()
  }, [waiting])
  const pick = (purpose: 'scans' | 'folder') => void session.add(platform.pickFiles(purpose))
  const running = session.jobId !== null

  return (
    <Screen title="Import" note={earlier.data === undefined ? undefined : `${countOf(earlier.data.length, 'import')} so far`}>
      <Stack>
        <section
          className="drop-zone"
          aria-label="Bring in scan results"
          data-small={session.queue.length > 0 || session.result !== null || undefined}
        >
          <div className="drop-zone-text">
            <h2>Drop scan results anywhere on this window</h2>
            <p className="muted-text">
              Files, whole folders, zip, tar and gzip archives. Each file is recognised by its content, read on this machine, and kept byte
              for byte under its SHA-256.
            </p>
          </div>
          <div className="drop-zone-buttons">
            <Button kind={session.queue.length === 0 ? 'primary' : 'plain'} icon={<FileInput aria-hidden />} onClick={() => pick('scans')}>
              Choose files…
            </Button>
            <Button icon={<FolderInput aria-hidden />} onClick={() => pick('folder')}>
              Choose a folder…
            </Button>
          </div>
        </section>

        {session.error === null ? null : (
          <ErrorNotice
            error={session.error}
            action={
              <Button size="small" onClick={session.dismiss}>
                Dismiss
              </Button>
            }
          />
        )}
        {session.looking === 0 ? null : (
          <p className="muted-text" role="status">
            Looking at what lies behind {countOf(session.looking, 'name')}…
          </p>
        )}
        {running ? <RunProgress job={session.job} onCancel={() => void session.cancel()} /> : null}
        {session.result === null ? null : <RunResultView result={session.result} onDismiss={session.dismiss} />}
        {session.queue.length === 0 || running ? null : <QueuePanel session={session} />}

        <Panel title="Earlier imports" padded={false}>
          {earlier.error === null ? null : <ErrorNotice error={earlier.error} />}
          {earlier.data === undefined ? null : earlier.data.length === 0 ? (
            <EmptyState title="Nothing has been imported yet">
              Choose the output of a Prowler run or an AWS Security Hub export above. Its records are filed by service and topic as they are
              read.
            </EmptyState>
          ) : (
            <EarlierImports imports={earlier.data} />
          )}
        </Panel>
      </Stack>
    </Screen>
  )
}
