// The Filing screen: the tray of what lies under no service or topic, and the rules by which a person filed checks elsewhere.
import { CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { acceptable, type FilingMove } from '#domain/filing'
import { Button } from '../../design/button.tsx'
import { countOf, formatCount } from '../../design/format.ts'
import { Screen } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { useShortcut } from '../../design/shortcuts.tsx'
import { Tabs } from '../../design/tabs.tsx'
import { navigate } from '../../navigation/hash-location.ts'
import { hrefs } from '../../navigation/hrefs.ts'
import { useSearchParam } from '../../navigation/use-search-param.ts'
import { useCatalogNames } from '../../platform/catalog-names.ts'
import { useAnswer } from '../../platform/queries.ts'
import { AcceptDialog } from './accept-dialog.tsx'
import { RefileDialog } from './refile-dialog.tsx'
import { RulesView } from './rules-view.tsx'
import { TrayView } from './tray-view.tsx'
import type { Refiling } from './use-refile.ts'
import { useRefile } from './use-refile.ts'
import './filing.css'

type View = 'tray' | 'rules'

export function FilingScreen() {
  const [word, setView] = useSearchParam('view')
  const [evidence] = useSearchParam('evidence')
  const view: View = word === 'rules' ? 'rules' : 'tray'
  const tray = useAnswer('filing.tray', {}, { keepPrevious: true })
  const rules = useAnswer('filing.rules', {}, { keepPrevious: true })
  const names = useCatalogNames()
  const refile = useRefile()
  const [changing, setChanging] = useState<Refiling | null>(null)
  const [accepting, setAccepting] = useState(false)
  const groups = tray.data?.groups ?? []
  const accepted = groups.filter((group) => acceptable(group) !== null)
  useShortcut('A', 'File everything as suggested', () => setAccepting(true), { enabled: view === 'tray' && accepted.length > 0 })

  const error = tray.error ?? rules.error
  if (error !== null)
    return (
      <Screen title="Filing">
        <ErrorNotice error={error} />
      </Screen>
    )
  return (
    <Screen
      title="Filing"
      padded={false}
      note={tray.data === undefined ? undefined : trayNote(tray.data.records, groups.length)}
      actions={
        accepted.length === 0 || view !== 'tray' ? undefined : (
          <Button kind="primary" icon={<CheckCheck aria-hidden />} onClick={() => setAccepting(true)}>
            File {formatCount(accepted.length)} as suggested…
          </Button>
        )
      }
    >
      <div className="filing">
        <Tabs<View>
          label="Tray and rules"
          value={view}
          onValue={(next) => setView(next === 'tray' ? '' : next)}
          tabs={[
            {
              value: 'tray',
              label: `Tray ${tray.data === undefined ? '' : formatCount(groups.length)}`,
              content: (
                <TrayView
                  groups={tray.data === undefined ? null : groups}
                  names={names}
                  busy={refile.busy}
                  onAccept={(group) => {
                    const move = suggestedMove(group)
                    if (move !== null) void refile.run([{ move, before: group.now }], 'The suggestion was accepted.')
                  }}
                  onChoose={setChanging}
                />
              ),
            },
            {
              value: 'rules',
              label: `Rules ${rules.data === undefined ? '' : formatCount(rules.data.length)}`,
              content: (
                <RulesView
                  rules={rules.data ?? null}
                  names={names}
                  busy={refile.busy}
                  onChange={setChanging}
                  onRemove={(rule) =>
                    void refile.run(
                      [{ move: { check: rule.check, from: rule.from, to: rule.from }, before: rule.to }],
                      'The rule was removed.',
                    )
                  }
                />
              ),
            },
          ]}
        />
      </div>
      {accepting ? (
        <AcceptDialog
          groups={accepted}
          left={groups.length - accepted.length}
          names={names}
          onClose={() => setAccepting(false)}
          onAccept={async (reason) => {
            const moves = accepted.flatMap((group) => {
              const move = suggestedMove(group)
              return move === null ? [] : [{ move, before: group.now }]
            })
            if (await refile.run(moves, reason)) setAccepting(false)
          }}
          busy={refile.busy}
        />
      ) : null}
      {changing === null ? null : (
        <RefileDialog key={changing.check} refiling={changing} refile={refile} onClose={() => setChanging(null)} />
      )}
      {/^\d+$/.test(evidence) ? <RefileEvidence evidenceId={Number(evidence)} refile={refile} /> : null}
    </Screen>
  )
}

const trayNote = (records: number, groups: number): string =>
  records === 0 ? 'the tray is empty' : `${countOf(records, 'record')} of ${countOf(groups, 'check')} in the tray`

function suggestedMove(group: Parameters<typeof acceptable>[0] & Pick<FilingMove, 'check' | 'from'>): FilingMove | null {
  const to = acceptable(group)
  return to === null ? null : { check: group.check, from: group.from, to }
}

/** Files the check of one piece of evidence elsewhere, and goes back to it. */
function RefileEvidence({ evidenceId, refile }: { readonly evidenceId: number; readonly refile: ReturnType<typeof useRefile> }) {
  const detail = useAnswer('evidence.get', { evidenceId })
  const back = () => navigate(hrefs.evidenceItem(evidenceId), { replace: true })
  if (detail.data === undefined) return detail.error === null ? null : <ErrorNotice error={detail.error} />
  const { check, title, service, topic, filing } = detail.data
  const refiling: Refiling = {
    check,
    title,
    from: { service: filing.service, topic: filing.topic },
    now: { service, topic },
    suggestion: { service: filing.suggestedService, topic: filing.suggestedTopic },
  }
  return <RefileDialog refiling={refiling} refile={refile} onClose={back} />
}
