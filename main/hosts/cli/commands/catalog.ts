// `tickmark catalog`: which services, topics and criteria there are, and a catalog file of one's own.
import { Command } from 'commander'
import { command, type EngagementOptions, engagementCommand, type SharedOptions } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withApp, withEngagement } from '../session.ts'
import { fileText, serviceText, standingText } from './catalog-text.ts'

type ShowOptions = EngagementOptions & { readonly service?: string }

export const catalogCommand = (io: Io): Command =>
  new Command('catalog')
    .description('Services, topics and criteria to judge by, and a catalog file of your own (docs/catalog.md).')
    .addCommand(showCommand(io))
    .addCommand(checkCommand(io))
    .addCommand(putCommand(io))
    .addCommand(dropCommand(io))
    .addCommand(adoptCommand(io))

function showCommand(io: Io): Command {
  return engagementCommand('show', 'Show which catalog is in force, or all that it says of one service.', [
    'catalog show',
    'catalog show acme.tickmark',
    'catalog show acme.tickmark --service pinpoint',
    'catalog show --service sso --json',
  ])
    .argument('[file]', 'the engagement; without one, the catalog of the program')
    .option('--service <key>', 'one service, with chapter, names, notes and criteria')
    .action(async (file: string | undefined, options: ShowOptions) => {
      const work = async ({ call }: Session): Promise<void> => {
        if (options.service !== undefined) {
          const service = await call('catalog.service', { service: options.service })
          deliver(io, { json: service, text: serviceText(service) }, options.json === true)
          return
        }
        const standing = await call('catalog.standing', {})
        const services = await call('catalog.services', {})
        deliver(io, { json: { ...standing, services }, text: standingText(standing, services) }, options.json === true)
      }
      await (file === undefined ? withApp(io, options, work) : withEngagement(io, file, options, work))
    })
}

function checkCommand(io: Io): Command {
  return command(
    'check',
    'Check a catalog file against the catalog of the program and say what it changes. Every fault is told with its place.',
    ['catalog check house.json', 'catalog check house.json --json'],
  )
    .argument('<catalog>', 'the catalog file (JSON)')
    .action(async (path: string, options: SharedOptions) => {
      existing(io, path)
      const file = await withApp(io, options, ({ call, tokenOf }) => call('catalog.check', { file: tokenOf(path) }))
      deliver(io, { json: file, text: fileText(file) }, options.json === true)
    })
}

function putCommand(io: Io): Command {
  return engagementCommand(
    'use',
    'Put a catalog file in force in an engagement, in place of the one before. Verdicts on what it removes or words anew are kept.',
    ['catalog use acme.tickmark house.json'],
  )
    .argument('<file>', 'the engagement')
    .argument('<catalog>', 'the catalog file (JSON)')
    .action(async (file: string, path: string, options: EngagementOptions) => {
      existing(io, path)
      const standing = await withEngagement(io, file, options, ({ call, tokenOf }) => call('catalog.use', { file: tokenOf(path) }))
      deliver(io, { json: standing, text: standingText(standing) }, options.json === true)
    })
}

function dropCommand(io: Io): Command {
  return engagementCommand('drop', 'Go back to the catalog of the program. What verdicts and evidence stand on is kept.', [
    'catalog drop acme.tickmark',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const standing = await withEngagement(io, file, options, ({ call }) => call('catalog.drop', {}))
      deliver(io, { json: standing, text: standingText(standing) }, options.json === true)
    })
}

function adoptCommand(io: Io): Command {
  return engagementCommand('adopt', "Record the catalog in force as the engagement's, after the program brought a newer one.", [
    'catalog adopt acme.tickmark',
  ])
    .argument('<file>', 'the engagement')
    .action(async (file: string, options: EngagementOptions) => {
      const standing = await withEngagement(io, file, options, ({ call }) => call('catalog.adopt', {}))
      deliver(io, { json: standing, text: standingText(standing) }, options.json === true)
    })
}
