// The Start screen: what was open lately, open, new, and the sample. With `?new` the form.
import { FilePlus2, FlaskConical, FolderOpen, Lightbulb } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { Button } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { countOf } from '../../design/format.ts'
import { Screen, Stack } from '../../design/layout.tsx'
import { ErrorNotice, Notice } from '../../design/notice.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { useToast } from '../../design/toasts.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useCloseEngagement, useEngagement, useEngagementSwitched } from '../../platform/engagement.ts'
import { useOfferedFiles } from '../../platform/offered-files.tsx'
import { usePlatform } from '../../platform/provider.tsx'
import { useAnswer, useCommand } from '../../platform/queries.ts'
import './engagements.css'
import { NewEngagement } from './new-engagement.tsx'
import { PassphrasePrompt } from './passphrase-prompt.tsx'
import { RecentList } from './recent-list.tsx'
import { useOpen } from './use-open.ts'

export function StartScreen() {
  const [isNew, setNew] = useSearchParam('new')
  if (isNew !== '') return <NewEngagement onCancel={() => setNew('', { push: true })} />
  return <Welcome onNew={() => setNew('1', { push: true })} />
}

function Welcome({ onNew }: { readonly onNew: () => void }) {
  const platform = usePlatform()
  const engagement = useEngagement()
  const recent = useAnswer('engagements.recent', {})
  const forget = useCommand('engagements.forget')
  const sample = useCommand('engagements.openSample')
  const close = useCloseEngagement()
  const switched = useEngagementSwitched()
  const opening = useOpen()
  const { failed, done } = useToast()
  const { waiting, taken } = useOfferedFiles()
  const [openNow, setOpenNow] = useSearchParam('open')

  const pick = () => {
    platform.pickFiles('engagement').then(([file]) => {
      if (file !== undefined) opening.open(file)
    }, failed)
  }
  const tryOut = () =>
    sample.mutate(
      {},
      {
        onSuccess: () => {
          void switched().then(() => navigate(hrefs.overview))
        },
      },
    )
  useShortcut('n', 'New engagement', onNew)
  useShortcut('o', 'Open an engagement', pick)

  const takeOffered = useEffectEvent(() => {
    const file = waiting.find(({ name }) => name.toLowerCase().endsWith('.tickmark'))
    taken()
    const others = waiting.filter((other) => other !== file).length
    if (file !== undefined) opening.open(file)
    if (others > 0)
      done({
        title: `${countOf(others, 'file')} not taken`,
        description: 'Open one engagement first, then drop the scan results again: they are filed into it.',
      })
  })
  useEffect(() => {
    if (waiting.length > 0) takeOffered()
  }, [waiting])
  const openFromPalette = useEffectEvent(() => {
    setOpenNow('')
    pick()
  })
  useEffect(() => {
    if (openNow !== '') openFromPalette()
  }, [openNow])

  const list = recent.data ?? []
  const openHint = `A .tickmark file; or drop it here${platform.host === 'browser' ? '. A copy is opened; your file stays as it is' : ''}`
  return (
    <Screen title="Engagements">
      <div className="start">
        {engagement ? (
          <Notice
            title={`Open now: ${engagement.title}`}
            action={
              <div className="start-open-actions">
                <Button size="small" onClick={() => navigate(hrefs.scope)}>
                  Edit scope
                </Button>
                <Button size="small" onClick={() => void close().catch(failed)}>
                  Close
                </Button>
                <Button size="small" kind="primary" onClick={() => navigate(hrefs.overview)}>
                  Go to overview
                </Button>
              </div>
            }
          >
            {engagement.client} · {engagement.fileName}. Everything is saved as you work.
          </Notice>
        ) : null}
        <div className="start-actions">
          <StartAction
            icon={<FilePlus2 aria-hidden />}
            title="New engagement"
            hint="Client, period, scope, people"
            keys="n"
            onClick={onNew}
          />
          <StartAction icon={<FolderOpen aria-hidden />} title="Open…" hint={openHint} keys="o" onClick={pick} />
          <StartAction
            icon={<FlaskConical aria-hidden />}
            title="Try the sample"
            hint="A small fictitious company, ready to explore"
            onClick={tryOut}
            busy={sample.isPending}
          />
        </div>
        {opening.error !== null && opening.asking === null ? <ErrorNotice error={opening.error} /> : null}
        {sample.error === null ? null : <ErrorNotice error={sample.error} />}
        {recent.error === null ? null : <ErrorNotice error={recent.error} />}
        <Stack gap="small">
          {list.length > 0 ? (
            <>
              <h2 className="start-heading">Recent</h2>
              <RecentList
                recent={list}
                onOpen={({ token, fileName, encrypted }) => opening.open({ token, name: fileName }, { encrypted })}
                onForget={({ token }) => forget.mutate({ token }, { onError: failed })}
              />
            </>
          ) : recent.isSuccess ? (
            <EmptyState icon={<Lightbulb aria-hidden />} title="Nothing opened yet on this machine">
              An engagement is one file that holds everything: scope, evidence, findings, verdicts, and the journal of every change. Make
              one, or look around in the sample.
            </EmptyState>
          ) : null}
        </Stack>
      </div>
      {opening.asking === null ? null : (
        <PassphrasePrompt
          file={opening.asking}
          error={opening.error}
          busy={opening.busy}
          onSubmit={opening.withPassphrase}
          onClose={opening.giveUp}
        />
      )}
    </Screen>
  )
}

function StartAction({
  icon,
  title,
  hint,
  keys,
  onClick,
  busy = false,
}: {
  readonly icon: React.ReactNode
  readonly title: string
  readonly hint: string
  readonly keys?: string
  readonly onClick: () => void
  readonly busy?: boolean
}) {
  return (
    <button type="button" className="start-action" onClick={onClick} disabled={busy} aria-busy={busy || undefined}>
      {icon}
      <span className="start-action-title">
        {busy ? 'Opening…' : title}
        {keys === undefined ? null : (
          <kbd className="kbd" aria-hidden>
            {keys.toUpperCase()}
          </kbd>
        )}
      </span>
      <span className="field-hint">{hint}</span>
    </button>
  )
}
