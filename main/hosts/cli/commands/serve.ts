// `tickmark serve`: the studio in a browser window on the loopback. Runs until the window closes or Ctrl+C.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { BrowserHostOptions } from '../../browser/index.ts'
import { type EngagementOptions, engagementCommand, wholeNumber } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { engagementPassphrase } from '../passphrases.ts'
import { actorOf, clockOf } from '../ports.ts'
import { existing } from '../session.ts'

type Options = EngagementOptions & { readonly port?: number; readonly open: boolean }

export function serveCommand(io: Io): Command {
  return engagementCommand('serve', 'Open the studio in a browser window, served to this machine only (127.0.0.1).', [
    'serve',
    'serve acme.tickmark --port 8123 --no-open',
  ])
    .argument('[file]', 'an engagement to open')
    .option('--port <n>', 'port on 127.0.0.1 (default: any free one)', wholeNumber(1, 65_535))
    .option('--no-open', 'only print the URL')
    .action(async (file: string | undefined, options: Options) => {
      if (file !== undefined) existing(io, file)
      // Loaded when asked for: no other command needs a server.
      const { startBrowserHost } = await import('../../browser/index.ts')
      const host = await startBrowserHost({
        ...engagementToOpen(io, file, options),
        ...(options.port === undefined ? {} : { port: options.port }),
        open: options.open,
        dataFolder: io.folders.data,
        documentsFolder: io.folders.documents,
        actor: actorOf(options, io.env),
        clock: clockOf(options.now),
      })
      const how = host.windowOpened
        ? 'The studio is open in a window of its own; close it to end.'
        : 'Open this address in a browser on this machine; Ctrl+C ends.'
      deliver(io, { json: { url: host.url }, text: `${how}\n${host.url}` }, options.json === true)
      await host.closed
    })
}

/** Without a passphrase the window asks for it, where one is needed. */
function engagementToOpen(io: Io, file: string | undefined, options: Options): Pick<BrowserHostOptions, 'engagementPath' | 'passphrase'> {
  if (file === undefined) return {}
  const engagementPath = resolve(io.cwd, file)
  const passphrase = engagementPassphrase(options, io.env)
  return passphrase === null ? { engagementPath } : { engagementPath, passphrase }
}
