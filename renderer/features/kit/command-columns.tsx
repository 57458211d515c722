// The columns of the list of commands a kit would call.
import type { ToldCommand } from '#contract/kit'
import type { Column } from '../../design/data-table.tsx'

/** A row with the text its search looks in. */
export type CommandRow = ToldCommand & { readonly number: number }

/** `pinpoint get-apps`: options are told on pointing at it. */
const nameOfCommand = (command: string): string => command.split(' ').slice(1, 3).join(' ')

export const commandColumns = (nameOf: (service: string) => string): readonly Column<CommandRow>[] => [
  {
    id: 'command',
    header: 'Command',
    width: 'minmax(270px, 1.2fr)',
    cell: ({ command, depth }) => (
      <span className="mono truncate kit-command" data-depth={depth} title={command}>
        {nameOfCommand(command)}
      </span>
    ),
  },
  {
    id: 'purpose',
    header: 'What it shows',
    width: 'minmax(220px, 1.5fr)',
    cell: ({ purpose, leavesOut }) => (
      <span className="truncate" title={leavesOut === null ? purpose : `${purpose} Left out: ${leavesOut}`}>
        {purpose}
      </span>
    ),
  },
  {
    id: 'permission',
    header: 'IAM permission',
    width: 'minmax(180px, 1fr)',
    from: 760,
    cell: ({ permission }) => (
      <span className="mono truncate" title={permission}>
        {permission}
      </span>
    ),
  },
  {
    id: 'service',
    header: 'Filed under',
    width: '150px',
    from: 1000,
    cell: ({ service }) => <span className="truncate">{nameOf(service)}</span>,
  },
  {
    id: 'called',
    header: 'Called',
    width: '130px',
    from: 620,
    cell: ({ reach, forEach }) => (
      <span className="truncate muted-text" title={forEach ?? undefined}>
        {forEach !== null ? 'per thing found' : reach === 'once' ? 'once' : 'per region'}
      </span>
    ),
  },
]
