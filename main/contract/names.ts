// Names only, no Zod: the preload and the guards of every host need the list and nothing else.

/** Every method a window or script may call. `contract/index.ts` is typed over this list, so a gap fails to compile. */
export const METHODS = [
  'app.info',
  'app.setActor',
  'catalog.services',
  'catalog.service',
  'catalog.topics',
  'catalog.standing',
  'catalog.check',
  'catalog.use',
  'catalog.drop',
  'catalog.adopt',
  'engagements.recent',
  'engagements.forget',
  'engagements.create',
  'engagements.open',
  'engagements.openSample',
  'engagements.close',
  'engagements.current',
  'engagements.update',
  'imports.detect',
  'imports.preview',
  'imports.run',
  'imports.list',
  'imports.get',
  'imports.remove',
  'imports.issues',
  'imports.excerpt',
  'kit.commands',
  'kit.make',
  'kit.import',
  'kit.results',
  'profiles.list',
  'profiles.save',
  'profiles.remove',
  'evidence.list',
  'evidence.facets',
  'evidence.get',
  'evidence.raw',
  'filing.tray',
  'filing.rules',
  'filing.refile',
  'filing.removeRules',
  'filing.placesOfCheck',
  'findings.list',
  'findings.facets',
  'findings.get',
  'findings.update',
  'findings.history',
  'criteria.list',
  'criteria.setVerdict',
  'criteria.proposals',
  'criteria.acceptProposals',
  'awsReports.list',
  'awsReports.save',
  'awsReports.remove',
  'awsReports.inherit',
  'factors.questions',
  'factors.effects',
  'conclusions.list',
  'conclusions.set',
  'signOffs.list',
  'signOffs.give',
  'coverage.get',
  'coverage.services',
  'overview.get',
  'services.get',
  'frameworks.list',
  'frameworks.get',
  'frameworks.export',
  'reports.readiness',
  'reports.build',
  'reports.list',
  'reports.file',
  'reports.sign',
  'identities.list',
  'identities.create',
  'identities.import',
  'identities.certificate',
  'identities.remove',
  'verification.verify',
  'journal.list',
  'journal.verify',
  'jobs.cancel',
] as const
export type MethodName = (typeof METHODS)[number]

/** What the program tells its windows unasked. */
export const EVENTS = ['job.progressed', 'engagement.changed', 'files.offered'] as const
export type EventName = (typeof EVENTS)[number]

/**
 * What only a host can do, because it touches the machine's own dialogs and paths. Each host answers these itself;
 * all of them give opaque file tokens, never a path.
 */
export const HOST_METHODS = ['host.pickFiles', 'host.stageFile', 'host.newEngagementFile', 'host.saveFile'] as const
export type HostMethodName = (typeof HOST_METHODS)[number]

/** The two fixed channels of Electron's IPC; the preload and the main process must agree on them. */
export const IPC_CHANNELS = { call: 'tickmark:call', event: 'tickmark:event' } as const
