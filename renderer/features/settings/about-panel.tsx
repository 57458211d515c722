// Which program this is: what a bug report or a second opinion needs to know.
import { DescriptionList, Panel } from '../../design/layout.tsx'
import { useAnswer } from '../../platform/queries.ts'

export function AboutPanel() {
  const { data } = useAnswer('app.info', {})
  if (data === undefined) return null
  return (
    <Panel title="About">
      <DescriptionList
        items={[
          { term: 'Tickmark', value: data.version },
          { term: 'Catalog', value: data.catalogVersion },
          { term: 'Window', value: data.host },
          { term: 'Node', value: data.node },
          { term: 'SQLite', value: data.sqlite },
        ]}
      />
    </Panel>
  )
}
