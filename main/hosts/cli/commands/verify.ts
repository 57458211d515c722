// `tickmark verify`: says whether a report is whole and whose it is. Needs nothing but the PDF; knows more with the engagement.
import type { Command } from 'commander'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { EXIT } from '../exit-codes.ts'
import { deliver, type Io } from '../io.ts'
import { existing, withApp, withEngagement } from '../session.ts'
import { plural } from '../text.ts'
import { verificationText, verifyPdfs } from './verification.ts'

type Options = EngagementOptions & { readonly engagement?: string }

export function verifyCommand(io: Io): Command {
  return engagementCommand(
    'verify',
    'Say in words whether reports are whole and whose they are. Exit code 3 where one is not valid or no PDF at all, 4 where one is missing or cannot be read.',
    ['verify reports/acme-sso-signed.pdf', 'verify reports/*.pdf --json', 'verify reports/acme-sso-signed.pdf --engagement acme.tickmark'],
  )
    .argument('<pdfs...>', 'the reports')
    .option('--engagement <file>', 'also compare each with what this engagement recorded')
    .action(async (pdfs: readonly string[], options: Options) => {
      for (const pdf of pdfs) existing(io, pdf)
      const { engagement } = options
      const results =
        engagement === undefined
          ? await withApp(io, options, (session) => verifyPdfs(session, pdfs))
          : await withEngagement(io, engagement, options, (session) => verifyPdfs(session, pdfs, true))
      const bad = results.filter(({ verdict }) => verdict !== 'valid').length
      const summary = bad === 0 ? `${plural(results.length, 'report')} valid` : `${bad} of ${plural(results.length, 'report')} NOT valid`
      const text = [...results.map(verificationText), summary].join('\n\n')
      deliver(io, { json: results, text, exitCode: bad === 0 ? EXIT.done : EXIT.refused }, options.json === true)
    })
}
