// The rail at the left: where one can go, and the services in scope with their open findings.
import { Link, useLocation } from 'wouter'
import { sumOf } from '#domain/evidence'
import { countOf, formatCount } from '../design/format.ts'
import { shortcutText } from '../design/kbd.tsx'
import { Shape } from '../design/shapes.tsx'
import { hrefs } from '../navigation/hrefs.ts'
import { useAnswer } from '../platform/queries.ts'
import { DESTINATIONS, type Destination } from './destinations.ts'
import './nav-rail.css'

export function NavRail({ hasEngagement, onSkip }: { readonly hasEngagement: boolean; readonly onSkip: () => void }) {
  const shown = DESTINATIONS.filter((destination) => hasEngagement || !destination.needsEngagement)
  return (
    <nav className="rail" aria-label="Main">
      <a
        className="skip-link"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          onSkip()
        }}
      >
        Skip to the screen
      </a>
      <div className="rail-brand">
        <Logo />
        Tickmark
      </div>
      {shown
        .filter(({ place }) => place === 'work')
        .map((destination) => (
          <RailLink key={destination.href} {...destination} />
        ))}
      {hasEngagement ? <Services /> : null}
      <div className="rail-foot">
        {shown
          .filter(({ place }) => place === 'foot')
          .map((destination) => (
            <RailLink key={destination.href} {...destination} />
          ))}
      </div>
    </nav>
  )
}

function RailLink({ label, href, icon: Icon, keys }: Destination) {
  const [path] = useLocation()
  const current = path === href || path.startsWith(`${href}/`)
  return (
    <Link href={href} className="rail-link" aria-current={current ? 'page' : undefined}>
      <Icon aria-hidden />
      {label}
      <span className="rail-hint" aria-hidden>
        {shortcutText(keys)}
      </span>
    </Link>
  )
}

function Services() {
  const [path] = useLocation()
  const overview = useAnswer('overview.get', {}, { keepPrevious: true })
  const services = overview.data?.services.filter((service) => service.inScope) ?? []
  if (services.length === 0) return null
  return (
    <>
      <div className="rail-heading" id="rail-services">
        Services
      </div>
      <ul className="rail-services" aria-labelledby="rail-services">
        {services.map((service) => {
          const open = sumOf(service.openFindings)
          const signed = service.signOffs.filter((signOff) => signOff.holds).length === 2
          return (
            <li key={service.key}>
              <Link
                href={hrefs.service(service.key)}
                className="rail-link"
                aria-current={path === hrefs.service(service.key) ? 'page' : undefined}
              >
                <span className="truncate">{service.name}</span>
                {signed ? (
                  <span className="rail-count tone-good" title="Signed off by preparer and reviewer">
                    <Shape name="circle-check" />
                  </span>
                ) : open > 0 ? (
                  <span className="rail-count" title={countOf(open, 'open finding')}>
                    {formatCount(open)}
                    <span className="visually-hidden"> open findings</span>
                  </span>
                ) : null}
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** A tick beside a ruled line: the sign an auditor leaves beside a figure that was checked. */
const Logo = () => (
  <svg viewBox="0 0 20 20" fill="none" aria-hidden="true" focusable="false">
    <path d="M2.5 10.5l4.6 5L17.5 3.5" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    <path d="M11.5 16.5h6" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" opacity="0.55" />
  </svg>
)
