// Making a kit: services and places at the left, what it would call at the right.
import { PackageCheck } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Engagement } from '#domain/engagement'
import { Button } from '../../design/button.tsx'
import { DataTable, rowsOf } from '../../design/data-table.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Checkbox, SelectField } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { Toolbar } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { SearchBox } from '../../design/search-box.tsx'
import { useToast } from '../../design/toasts.tsx'
import type { CatalogNames } from '../../platform/catalog-names.ts'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { type CommandRow, commandColumns } from './command-columns.tsx'

const NONE = 'none'

export function MakeView({ engagement, names }: { readonly engagement: Engagement; readonly names: CatalogNames }) {
  const scope = engagement.services
  const [added, setAdded] = useState<readonly string[]>([])
  const [chosen, setChosen] = useState<readonly string[]>(scope)
  const [onlyAccounts, setOnlyAccounts] = useState(engagement.accounts.length > 0)
  const [onlyRegions, setOnlyRegions] = useState(engagement.regions.length > 0)
  const { save, busy } = useSaveKit()
  const answer = useAnswer('kit.commands', { services: [...chosen] }, { keepPrevious: true })
  const listed = [...scope, ...added.filter((key) => !scope.includes(key))]
  const more = (answer.data?.services ?? []).filter((key) => !listed.includes(key))

  return (
    <div className="kit-make">
      <form
        className="kit-form"
        aria-label="What the kit collects"
        onSubmit={(event) => {
          event.preventDefault()
          void save({
            services: [...chosen],
            accounts: onlyAccounts ? [...engagement.accounts] : [],
            regions: onlyRegions ? [...engagement.regions] : [],
          })
        }}
      >
        <fieldset>
          <legend>Services</legend>
          {listed.map((key) => (
            <Checkbox
              key={key}
              label={names.service(key)}
              checked={chosen.includes(key)}
              onChecked={(checked) => setChosen(checked ? [...chosen, key] : chosen.filter((other) => other !== key))}
            />
          ))}
          {listed.length === 0 ? <p className="nothing">No service is in scope.</p> : null}
          <SelectField
            label="Add a service with commands of its own"
            hideLabel
            options={[{ value: NONE, label: 'Add a service…' }, ...more.map((key) => ({ value: key, label: names.service(key) }))]}
            value={NONE}
            onValue={(key) => {
              if (key === NONE) return
              setAdded([...added, key])
              setChosen([...chosen, key])
            }}
          />
          <p className="field-hint">
            The account evidence every report rests on is always collected: IAM, CloudTrail, Config, KMS, Organizations.
          </p>
        </fieldset>
        <fieldset>
          <legend>Where</legend>
          <Checkbox
            label={
              engagement.accounts.length === 0
                ? 'Only the accounts of the scope (none named)'
                : `Only ${countOf(engagement.accounts.length, 'account')} of the scope`
            }
            hint={engagement.accounts.length === 0 ? 'The kit runs in whichever account it is started in.' : engagement.accounts.join(', ')}
            checked={onlyAccounts}
            disabled={engagement.accounts.length === 0}
            onChecked={setOnlyAccounts}
          />
          <Checkbox
            label={
              engagement.regions.length === 0
                ? 'Only the regions of the scope (none named)'
                : `Only ${countOf(engagement.regions.length, 'region')} of the scope`
            }
            hint={
              onlyRegions && engagement.regions.length > 0
                ? engagement.regions.join(', ')
                : 'All regions that are on in the account: about a second per call.'
            }
            checked={onlyRegions}
            disabled={engagement.regions.length === 0}
            onChecked={setOnlyRegions}
          />
        </fieldset>
        <Button kind="primary" type="submit" icon={<PackageCheck aria-hidden />} disabled={chosen.length === 0} busy={busy}>
          Save the kit…
        </Button>
        <p className="field-hint">
          A ZIP for the client to read and run: scripts for any POSIX shell and for PowerShell, the list of commands, and an IAM policy that
          allows exactly these. It needs the AWS CLI and sends nothing anywhere but to AWS.
        </p>
      </form>
      <div className="kit-commands">
        {answer.error === null ? <Commands rows={answer.data?.commands ?? null} names={names} /> : <ErrorNotice error={answer.error} />}
      </div>
    </div>
  )
}

function Commands({ rows, names }: { readonly rows: readonly Omit<CommandRow, 'number'>[] | null; readonly names: CatalogNames }) {
  const [text, setText] = useState('')
  const [active, setActive] = useState<number | null>(null)
  const numbered = useMemo(() => (rows ?? []).map((row, number) => ({ ...row, number })), [rows])
  const words = text.toLowerCase().split(/\s+/)
  const shown = numbered.filter((row) =>
    words.every((word) => `${row.command} ${row.purpose} ${row.permission}`.toLowerCase().includes(word)),
  )
  return (
    <>
      <Toolbar label="Look through the commands">
        <SearchBox label="commands" placeholder="Command, purpose or permission" value={text} onValue={setText} />
        <span className="muted-text kit-count">
          {rows === null
            ? ''
            : `${shown.length === numbered.length ? '' : `${shown.length} of `}${countOf(numbered.length, 'command')}, all read-only but for “iam generate-credential-report”`}
        </span>
      </Toolbar>
      <DataTable
        label="Commands of the kit"
        columns={commandColumns(names.service)}
        rows={{ ...rowsOf(shown, text), total: rows === null ? null : shown.length }}
        rowKey={(row) => row.number}
        active={active}
        onActive={setActive}
        empty={<EmptyState title="No command fits">Search for other words.</EmptyState>}
      />
    </>
  )
}

type Order = { readonly services: string[]; readonly accounts: string[]; readonly regions: string[] }

function useSaveKit(): { readonly save: (order: Order) => Promise<void>; readonly busy: boolean } {
  const client = useClient()
  const platform = usePlatform()
  const toast = useToast()
  const [busy, setBusy] = useState(false)
  const save = async (order: Order) => {
    setBusy(true)
    try {
      const { file, fileName, commands } = await client('kit.make', order)
      if (await platform.saveFile(file, fileName))
        toast.done({ title: `${fileName} saved`, description: `${countOf(commands, 'command')}. Give it to the client.` })
    } catch (error) {
      toast.failed(error)
    } finally {
      setBusy(false)
    }
  }
  return { save, busy }
}
