// `tickmark verify`: says whether a report is whole and whose it is. Needs nothing but the PDF; knows more with the engagement.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { PdfVerification } from '#domain/identity'
import type { ReportSummary } from '#domain/report'
import { type EngagementOptions, engagementCommand } from '../arguments.ts'
import { EXIT } from '../exit-codes.ts'
import { deliver, type Io } from '../io.ts'
import { existing, type Session, withApp, withEngagement } from '../session.ts'
import { plural } from '../text.ts'
import { verificationText } from './verification-text.ts'

type Options = EngagementOptions & { readonly engagement?: string }
type Held = Pick<ReportSummary, 'reportId' | 'service' | 'version' | 'kind'>
export type Verified = PdfVerification & { readonly path: string; readonly heldAs?: Held | null }

export function verifyCommand(io: Io): Command {
  return engagementCommand('verify', 'Say in words whether reports are whole and whose they are. Exit code 3 where one is not valid.', [
    'verify reports/acme-sso-signed.pdf',
    'verify reports/*.pdf --json',
    'verify reports/acme-sso-signed.pdf --engagement acme.tickmark',
  ])
    .argument('<pdfs...>', 'the reports')
    .option('--engagement <file>', 'also say whether each is a report of this engagement')
    .action(async (pdfs: readonly string[], options: Options) => {
      for (const pdf of pdfs) existing(io, pdf)
      const { engagement } = options
      const results =
        engagement === undefined
          ? await withApp(io, options, (session) => verifyPdfs(session, pdfs))
          : await withEngagement(io, engagement, options, async (session) => {
              const held = await session.call('reports.list', {})
              return (await verifyPdfs(session, pdfs)).map((verified) => heldIn(verified, held, resolve(io.cwd, verified.path)))
            })
      const bad = results.filter(({ verdict, heldAs }) => verdict !== 'valid' || heldAs === null)
      const summary =
        bad.length === 0 ? `${plural(results.length, 'report')} valid` : `${bad.length} of ${plural(results.length, 'report')} NOT valid`
      const text = [...results.map(verificationText), summary].join('\n\n')
      deliver(io, { json: results, text, exitCode: bad.length === 0 ? EXIT.done : EXIT.refused }, options.json === true)
    })
}

/** Verifies PDFs, in the order given. */
export async function verifyPdfs({ call, tokenOf }: Session, pdfs: readonly string[]): Promise<readonly Verified[]> {
  const results = await call('verification.verify', { files: pdfs.map(tokenOf) })
  return results.map((result, index) => ({ path: pdfs[index] ?? result.fileName, ...result }))
}

/**
 * Says which report of the engagement a PDF is: byte for byte, as signed there, or with a signature appended to it outside
 * (then it begins with the report's own bytes). Without one, a reason is added and the PDF does not pass.
 */
function heldIn(verified: Verified, reports: readonly ReportSummary[], path: string): Verified {
  const bytes = readFileSync(path)
  const beginning = (length: number): string => createHash('sha256').update(bytes.subarray(0, length)).digest('hex')
  const found = reports.find(
    (report) =>
      report.sha256 === verified.sha256 ||
      report.signed?.sha256 === verified.sha256 ||
      (report.bytes < bytes.length && beginning(report.bytes) === report.sha256),
  )
  if (found === undefined) {
    const reason = { code: 'not-in-engagement', message: 'This engagement holds no such report.' }
    return { ...verified, heldAs: null, reasons: [...verified.reasons, reason] }
  }
  const { reportId, service, version, kind } = found
  const message = `It is version ${version} of the ${kind} report on ${service} in this engagement.`
  return { ...verified, heldAs: { reportId, service, version, kind }, reasons: [...verified.reasons, { code: 'in-engagement', message }] }
}
