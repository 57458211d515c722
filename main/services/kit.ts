// Collection kits: which commands one has, making it, importing what came back, and what that holds.
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Handlers, Output, ParsedInput } from '#contract'
import { AppError } from '#domain/errors'
import type { Ports } from '../app/ports.ts'
import { TICKMARK_VERSION } from '../app/version.ts'
import { kitFiles, kitZip } from '../kit/kit.ts'
import { commandsFor, flat, hasOwnCommands, toldOf } from '../kit/kits.ts'
import { kitResults } from '../views/kit-results.ts'
import { filesOfChoice } from './chosen-files.ts'
import { bundlesAmong } from './kit-bundle.ts'
import type { Sessions } from './session.ts'

type Methods = Extract<keyof Handlers, `kit.${string}`>
type Deps = {
  readonly ports: Ports
  readonly sessions: Sessions
  /** The ordinary import: a bundle dropped on its screen does the same. */
  readonly runImport: Handlers['imports.run']
  /** Private folder for files on their way out. */
  readonly outbox: string
}

export function createKit({ ports, sessions, runImport, outbox }: Deps): Pick<Handlers, Methods> {
  const keyOf = (word: string): string => {
    const key = sessions.catalog().resolveKey(word)
    if (key === undefined) throw new AppError('not-found', `The catalog knows no service called "${word}".`, { service: word })
    return key
  }

  const make = ({ services, accounts, regions }: ParsedInput<'kit.make'>): Output<'kit.make'> => {
    const order = { services: [...new Set(services.map(keyOf))], accounts, regions, tickmarkVersion: TICKMARK_VERSION }
    const files = kitFiles(order)
    const folder = `tickmark-kit-${order.services.length <= 3 ? order.services.join('-') : `${order.services.length}-services`}`
    const bytes = kitZip(files, folder, ports.clock.now())
    const fileName = `${folder}.zip`
    mkdirSync(outbox, { recursive: true, mode: 0o700 })
    const path = join(outbox, `${ports.randomUuid()}-${fileName}`)
    writeFileSync(path, bytes)
    return {
      file: ports.files.add(path, { name: fileName }),
      fileName,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      commands: flat(commandsFor(order.services)).length,
      files: files.map((file) => ({ ...file })),
    }
  }

  const importBundle = async ({ jobId, files, name }: ParsedInput<'kit.import'>): Promise<Output<'kit.import'>> => {
    sessions.require()
    const found = await filesOfChoice(
      ports.files,
      files.map((token) => ({ token })),
    )
    const { manifests, issues } = await bundlesAmong(found.map((chosen) => chosen.file))
    if (manifests === 0)
      throw new AppError(
        'import-rejected',
        'This holds no manifest.ndjson of a collection kit, so nobody can say what its answers are of. Choose the folder or archive the kit made, or import single files instead.',
      )
    const [first = ''] = files
    const run = await runImport({
      jobId,
      name: name ?? ports.files.file(first).name,
      files: files.map((token) => ({ token })),
      dryRun: false,
    })
    return { run, problems: issues.map(({ message }) => message), results: kitResults(sessions.require().db) }
  }

  return {
    'kit.commands': ({ services }) => ({
      commands: flat(commandsFor(services.map(keyOf))).map(toldOf),
      services: sessions
        .catalog()
        .services()
        .map(({ key }) => key)
        .filter(hasOwnCommands),
    }),
    'kit.make': make,
    'kit.import': importBundle,
    'kit.results': () => kitResults(sessions.require().db),
  }
}
