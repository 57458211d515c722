// What a catalog file changes, in figures and names.
import type { CatalogFile } from '#domain/catalog'
import { Badge } from '../../design/badge.tsx'
import { countOf } from '../../design/format.ts'
import { DescriptionList } from '../../design/layout.tsx'

export const CatalogFileFacts = ({ file }: { readonly file: CatalogFile }) => (
  <DescriptionList
    items={[
      { term: 'Catalog file', value: `${file.fileName}: ${file.name}, version ${file.version}` },
      { term: 'SHA-256', value: <span className="mono catalog-hash">{file.sha256}</span> },
      { term: 'Services', value: file.services.length === 0 ? 'none' : <Services services={file.services} /> },
      { term: 'Topics', value: file.topics.join(', ') || 'none' },
      { term: 'Criteria', value: countOf(file.criteria, 'criterion added or worded anew', 'criteria added or worded anew') },
      {
        term: 'Left out',
        value:
          file.leftOut.length === 0 ? (
            'none'
          ) : (
            <ul className="catalog-lines">
              {file.leftOut.map(({ criterionId, reason }) => (
                <li key={criterionId}>
                  <span className="mono">{criterionId}</span>: {reason}
                </li>
              ))}
            </ul>
          ),
      },
      ...(file.takenOver.length === 0 ? [] : [{ term: 'Takes over', value: file.takenOver.join('; ') }]),
    ]}
  />
)

const Services = ({ services }: { readonly services: CatalogFile['services'] }) => (
  <ul className="catalog-lines">
    {services.map(({ key, name, origin }) => (
      <li key={key}>
        {name} <span className="mono">{key}</span> <Badge>{origin}</Badge>
      </li>
    ))}
  </ul>
)
