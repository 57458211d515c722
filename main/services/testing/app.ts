// Test support: the real app over temporary folders, called through the contract like any host would.
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Client } from '#contract'
import type { EventName } from '#contract/names'
import { type Reply, valueOf } from '#contract/reply'
import type { EngagementScope } from '#domain/engagement'
import { type App, createApp } from '../../app/create-app.ts'
import { createFileVault } from '../../app/file-vault.ts'
import { countingUuids, steppingClock, tempFolder } from './temp.ts'

export const SCOPE: EngagementScope = {
  title: 'Audit 2026',
  client: 'Example Ltd',
  periodFrom: '2026-01-01',
  periodTo: '2026-06-30',
  accounts: ['111122223333'],
  regions: ['eu-west-1'],
  services: ['pinpoint', 'sso', 's3'],
  factors: { dataSensitivity: '', companyRequirements: '', lawsAndRegulations: '', answers: {} },
  people: [],
}

export type TestApp = {
  readonly call: Client
  readonly files: ReturnType<typeof createFileVault>
  readonly folder: string
  readonly events: { readonly event: EventName; readonly payload: unknown }[]
  readonly signFile: App['signFile']
  close(): Promise<void>
}

/** A fresh app; closed and its folder removed when the test ends. */
export function testApp(folder: string = tempFolder()): TestApp {
  const files = createFileVault()
  const events: TestApp['events'] = []
  const app = createApp({
    host: 'test',
    clock: steppingClock(),
    randomUuid: countingUuids(),
    files,
    emit: (event, payload) => {
      events.push({ event, payload })
    },
    dataFolder: join(folder, 'data'),
    documentsFolder: join(folder, 'documents'),
    actor: 'Test Auditor',
  })
  onTestFinished(() => app.close())
  const call: Client = async (method, input) => valueOf((await app.dispatch(method, input)) as Reply) as never
  return { call, files, folder, events, signFile: app.signFile, close: () => app.close() }
}

/** A test app with a new engagement open. */
export async function openedApp(
  passphrase: string | null = null,
  scope: EngagementScope = SCOPE,
): Promise<TestApp & { readonly path: string }> {
  const app = testApp()
  const path = join(app.folder, 'audit.tickmark')
  await app.call('engagements.create', { file: app.files.add(path), passphrase, scope })
  return { ...app, path }
}
