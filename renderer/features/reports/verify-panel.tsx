// Verifying any PDF, by drop or by choice: the verdict in words with its reasons, signatures and attachments.
import { useMutation } from '@tanstack/react-query'
import { FileSearch, ShieldCheck } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import type { PickedFile } from '#contract/host'
import type { PdfVerification } from '#domain/identity'
import { Button } from '../../design/button.tsx'
import { formatBytes } from '../../design/format.ts'
import { Panel } from '../../design/layout.tsx'
import { ErrorNotice } from '../../design/notice.tsx'
import { Shape, type ShapeName } from '../../design/shapes.tsx'
import { useClient, usePlatform } from '../../platform/provider.tsx'
import { SignatureFacts } from './signature-facts.tsx'
import { attachmentWords, VERDICT_TITLES } from './verdict-words.ts'

export function VerifyPanel() {
  const client = useClient()
  const platform = usePlatform()
  const [over, setOver] = useState(false)
  const verify = useMutation({
    mutationFn: async (picking: Promise<readonly PickedFile[]>) => {
      const files = (await picking).map(({ token }) => token)
      return files.length === 0 ? [] : client('verification.verify', { files })
    },
  })
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    verify.mutate(platform.stageDropped(event.dataTransfer))
  }
  return (
    <Panel title="Verify a PDF">
      <div className="verify">
        <div
          className="verify-drop"
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={onDrop}
        >
          <ShieldCheck aria-hidden />
          <p>Drop a report here to see whether it is whole and whose it is. Nothing is stored.</p>
          <Button icon={<FileSearch aria-hidden />} busy={verify.isPending} onClick={() => verify.mutate(platform.pickFiles('pdf'))}>
            {verify.isPending ? 'Verifying…' : 'Choose PDFs…'}
          </Button>
        </div>
        {verify.error === null ? null : <ErrorNotice error={verify.error} />}
        <div role="status" className="verify-results">
          {verify.data?.map((result, index) => (
            <VerificationView key={`${index}-${result.sha256}`} result={result} />
          ))}
        </div>
      </div>
    </Panel>
  )
}

const LOOKS: Readonly<Record<PdfVerification['verdict'], { readonly tone: string; readonly shape: ShapeName }>> = {
  valid: { tone: 'good', shape: 'circle-check' },
  invalid: { tone: 'bad', shape: 'square-cross' },
  unsigned: { tone: 'warn', shape: 'circle-dashed' },
}

function VerificationView({ result }: { readonly result: PdfVerification }) {
  const { tone, shape } = LOOKS[result.verdict]
  return (
    <article className="verification" data-verdict={result.verdict} aria-label={result.fileName}>
      <h3 className="mark" data-tone={tone} data-size="large">
        <Shape name={shape} />
        <span className="verification-verdict">{VERDICT_TITLES[result.verdict]}</span>
      </h3>
      <p className="verification-file">{result.fileName}</p>
      <ul className="points">
        {result.reasons.map((reason, index) => (
          <li key={index}>{reason.message}</li>
        ))}
      </ul>
      {result.signatures.map((signature) => (
        <section key={signature.fieldName} aria-label={`Signature by ${signature.name}`}>
          <h4>{result.verdict === 'valid' ? 'Signature' : 'What its signature claims'}</h4>
          <SignatureFacts signature={signature} />
        </section>
      ))}
      {result.attachments.length === 0 ? null : (
        <section aria-label="Attachments">
          <h4>Attachments</h4>
          <ul className="points">
            {result.attachments.map((attachment) => (
              <li key={attachment.name}>
                {attachment.name}, {formatBytes(attachment.bytes)}:{' '}
                <span className="mark" data-tone={attachment.matches === null ? 'quiet' : attachment.matches ? 'good' : 'bad'}>
                  {attachmentWords(attachment.matches)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="verification-hash">
        SHA-256 <code>{result.sha256}</code>
      </p>
    </article>
  )
}
