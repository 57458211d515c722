// `tickmark coverage`: the coverage map, services down, topics across; with --service one service in depth.
import type { Command } from 'commander'
import type { Output } from '#contract'
import type { Coverage } from '#domain/coverage'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { deliver, type Io } from '../io.ts'
import { withEngagement } from '../session.ts'
import { mapText, serviceText } from './coverage-text.ts'

type Depths = Output<'coverage.services'>
type Options = EngagementOptions & { readonly service?: string }

export function coverageCommand(io: Io): Command {
  return engagementCommand('coverage', 'The coverage map: what was tested, how it came out, and what was not tested, with why and where.', [
    'coverage acme.tickmark',
    'coverage acme.tickmark --service pinpoint',
    'coverage acme.tickmark --json',
  ])
    .argument('<file>', 'the engagement')
    .option('--service <key>', 'one service: its topics, its criteria, and each account and region that is missing')
    .action(async (file: string, options: Options) => {
      const { coverage, depths } = await withEngagement(io, file, options, async ({ call }) => {
        const map = await call('coverage.get', {})
        if (options.service === undefined)
          return { coverage: map, depths: await call('coverage.services', { services: map.services.map(({ key }) => key) }) }
        const { service, coverage: row, places, criteriaCoverage } = await call('services.get', { service: options.service })
        return {
          coverage: { ...map, services: [row] },
          depths: [{ key: service.key, places, criteria: criteriaCoverage }],
        }
      })
      const [row] = coverage.services
      const [depth] = depths
      const text =
        options.service === undefined || row === undefined || depth === undefined ? mapText(coverage) : serviceText(coverage, row, depth)
      deliver(io, { json: coverageDocument(coverage, depths), text }, options.json === true)
    })
}

/**
 * Gives the JSON document of `coverage`: `counts` are evidence records by result; `holes` are the expected accounts and regions without
 * evidence, or with calls of the kit that had no answer. Every account of a hole lacks every region it names.
 */
export function coverageDocument(coverage: Coverage, depths: Depths) {
  const depthOf = new Map(depths.map((depth) => [depth.key, depth]))
  return {
    ...coverage,
    services: coverage.services.map((row) => {
      const depth = depthOf.get(row.key)
      const ofTopic = new Map(depth?.places.topics.map(({ topic, places }) => [topic, places]))
      return {
        ...row,
        topics: row.topics.map(({ evidence, ...cell }) => ({ ...cell, counts: evidence, holes: holesIn(ofTopic.get(cell.topic)) })),
        holes: holesIn(depth?.places.places),
        criteria: depth?.criteria ?? [],
      }
    }),
  }
}

const holesIn = (places: Depths[number]['places']['places'] = []) => places.filter(({ state }) => state !== 'tested')
