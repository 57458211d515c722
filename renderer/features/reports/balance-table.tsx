// The sums a report prints, both sides next to each other. Compared here once more, so that a wrong flag cannot hide a gap.
import type { Balance } from '#domain/report'
import { formatCount } from '../../design/format.ts'
import { Shape } from '../../design/shapes.tsx'

export function BalanceTable({ balance }: { readonly balance: Balance }) {
  if (balance.lines.length === 0) return <p className="muted-text">No sums to hold yet.</p>
  return (
    <table className="balance-table">
      <thead>
        <tr>
          <th scope="col">Sum</th>
          <th scope="col">Left</th>
          <th scope="col">Right</th>
          <th scope="col">Holds</th>
        </tr>
      </thead>
      <tbody>
        {balance.lines.map((line) => {
          const holds = line.holds && line.left === line.right
          return (
            <tr key={line.code}>
              <td>{line.statement}</td>
              <td className="number">{formatCount(line.left)}</td>
              <td className="number">{formatCount(line.right)}</td>
              <td>
                <span className="mark" data-tone={holds ? 'good' : 'bad'}>
                  <Shape name={holds ? 'circle-check' : 'square-cross'} /> {holds ? 'yes' : 'no'}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
