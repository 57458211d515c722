// A service and a topic as people read them, and a check by its title and id.
import type { FilingPlace } from '#domain/filing'
import type { CatalogNames } from '../../platform/catalog-names.ts'

const Unknown = ({ what }: { readonly what: string }) => <em className="muted-text">no {what}</em>

/** `Amazon S3 · Resilience`. `short` leaves an unknown part out. */
export function PlaceWords({
  place,
  names,
  short = false,
}: {
  readonly place: FilingPlace
  readonly names: CatalogNames
  readonly short?: boolean
}) {
  const service = place.service === null ? short ? null : <Unknown what="service" /> : names.service(place.service)
  const topic = place.topic === null ? short ? null : <Unknown what="topic" /> : names.topic(place.topic)
  return (
    <span className="filing-place">
      {service}
      {service === null || topic === null ? '' : ' · '}
      {topic}
    </span>
  )
}

export const CheckName = ({ check, title }: { readonly check: string | null; readonly title: string | null }) => (
  <span className="truncate" title={title ?? undefined}>
    {check === null ? <em>no check id</em> : <span className="filing-id">{check}</span>}
    {title === null ? null : <span className="muted-text"> {title}</span>}
  </span>
)
