// Which address shows which screen. Screens are loaded when first shown.
import { lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { hrefs } from '../navigation/hrefs.ts'

const StartScreen = lazy(async () => ({ default: (await import('../features/engagements/start-screen.tsx')).StartScreen }))
const OverviewScreen = lazy(async () => ({ default: (await import('../features/overview/overview-screen.tsx')).OverviewScreen }))
const ScopeScreen = lazy(async () => ({ default: (await import('../features/engagements/scope-screen.tsx')).ScopeScreen }))
const AwsReportsScreen = lazy(async () => ({ default: (await import('../features/assurance/aws-reports-screen.tsx')).AwsReportsScreen }))
const ServiceScreen = lazy(async () => ({ default: (await import('../features/service/service-screen.tsx')).ServiceScreen }))
const FindingsScreen = lazy(async () => ({ default: (await import('../features/findings/findings-screen.tsx')).FindingsScreen }))
const EvidenceScreen = lazy(async () => ({ default: (await import('../features/evidence/evidence-screen.tsx')).EvidenceScreen }))
const FilingScreen = lazy(async () => ({ default: (await import('../features/filing/filing-screen.tsx')).FilingScreen }))
const FrameworksScreen = lazy(async () => ({ default: (await import('../features/frameworks/frameworks-screen.tsx')).FrameworksScreen }))
const ImportScreen = lazy(async () => ({ default: (await import('../features/imports/import-screen.tsx')).ImportScreen }))
const KitScreen = lazy(async () => ({ default: (await import('../features/kit/kit-screen.tsx')).KitScreen }))
const ReportsScreen = lazy(async () => ({ default: (await import('../features/reports/reports-screen.tsx')).ReportsScreen }))
const JournalScreen = lazy(async () => ({ default: (await import('../features/journal/journal-screen.tsx')).JournalScreen }))
const SettingsScreen = lazy(async () => ({ default: (await import('../features/settings/settings-screen.tsx')).SettingsScreen }))

export function Routes({ hasEngagement }: { readonly hasEngagement: boolean }) {
  const home = hasEngagement ? hrefs.overview : hrefs.start
  return (
    <Switch>
      <Route path="/start" component={StartScreen} />
      <Route path="/settings" component={SettingsScreen} />
      {hasEngagement ? null : (
        <Route>
          <Redirect to={hrefs.start} replace />
        </Route>
      )}
      <Route path="/overview" component={OverviewScreen} />
      <Route path="/scope" component={ScopeScreen} />
      <Route path="/aws-reports" component={AwsReportsScreen} />
      <Route path="/service/:key">{({ key }) => <ServiceScreen key={key} service={key} />}</Route>
      <Route path="/findings/:id?" component={FindingsScreen} />
      <Route path="/evidence/:id?" component={EvidenceScreen} />
      <Route path="/filing" component={FilingScreen} />
      <Route path="/frameworks" component={FrameworksScreen} />
      <Route path="/import" component={ImportScreen} />
      <Route path="/kit" component={KitScreen} />
      <Route path="/reports" component={ReportsScreen} />
      <Route path="/journal" component={JournalScreen} />
      <Route>
        <Redirect to={home} replace />
      </Route>
    </Switch>
  )
}
