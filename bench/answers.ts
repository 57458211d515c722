// How soon the program answers while it imports: `app.info` is asked over the loopback host, one question after another.
import { spawn } from 'node:child_process'
import { createReadStream, statSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { inFolder } from './import-cases.ts'
import { asff } from './inputs/asff.ts'
import { type Until, writeInput } from './inputs/write.ts'
import { BENCH_PASSPHRASE, type Program } from './program.ts'

export type Answers = { readonly count: number; readonly p50: number; readonly p99: number; readonly max: number }
export type AnswersCase = { readonly records: number; readonly idle: Answers; readonly importing: Answers; readonly importMs: number }

const PAUSE_MS = 5
const IDLE_QUESTIONS = 200
const JOB = '11111111-1111-4111-8111-111111111111'

/** Milliseconds until the answer, asked from another process: of an idle program, and while an ASFF file is imported and published. */
export async function measureAnswers(program: Program, cli: string, until: Until): Promise<AnswersCase> {
  return inFolder(async (folder) => {
    const file = join(folder, 'scan.json')
    const { records } = await writeInput(file, asff(), until)
    const home = join(folder, 'home')
    const host = await startHost(cli, program.engagement(home), home)
    try {
      const token = await host.upload(file)
      const idle = await host.ask((asked) => asked < IDLE_QUESTIONS)
      const started = performance.now()
      let ended = false
      const importing = host
        .call('imports.run', { jobId: JOB, files: [{ token }] })
        .finally(() => {
          ended = true
        })
        .then((value) => ({ stored: (value as { import: { stored: number } | null }).import?.stored, ms: performance.now() - started }))
      const during = await host.ask(() => !ended)
      const { stored, ms } = await importing
      if (stored !== records) throw new Error(`Stored ${stored ?? 0} of ${records} records.`)
      return { records, idle, importing: during, importMs: ms }
    } finally {
      host.stop()
    }
  })
}

type Host = {
  readonly call: (method: string, input: unknown) => Promise<unknown>
  readonly upload: (file: string) => Promise<string>
  readonly ask: (goesOn: (asked: number) => boolean) => Promise<Answers>
  readonly stop: () => void
}

/** Serves an engagement over the loopback, as a program of its own. */
export async function startHost(cli: string, engagement: string, home: string): Promise<Host> {
  const env = { ...process.env, TICKMARK_PASSPHRASE: BENCH_PASSPHRASE, TICKMARK_HOME: home }
  const child = spawn(process.execPath, [cli, 'serve', engagement, '--no-open'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await urlIn(child.stdout)
  const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? ''
  const agent = new Agent({ keepAlive: true })
  const headers = { authorization: `Bearer ${token}`, origin: url.origin }
  const post = (path: string, body: string | NodeJS.ReadableStream, more: Record<string, string | number>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const sent = request(new URL(path, url.origin), { method: 'POST', agent, headers: { ...headers, ...more } }, (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        response.on('error', reject).on('end', () => {
          const reply = JSON.parse(text) as { ok: boolean; value: unknown }
          if (reply.ok) resolve(reply.value)
          else reject(new Error(text))
        })
      })
      sent.on('error', reject)
      if (typeof body === 'string') sent.end(body)
      else body.pipe(sent)
    })
  const call = (method: string, input: unknown): Promise<unknown> =>
    post('/rpc', JSON.stringify({ method, input }), { 'content-type': 'application/json' })
  return {
    call,
    upload: async (file) => {
      const { size } = statSync(file)
      const staged = (await post('/files?name=scan.json', createReadStream(file), { 'content-length': size })) as { token: string }
      return staged.token
    },
    ask: async (goesOn) => {
      const took: number[] = []
      while (goesOn(took.length)) {
        const asked = performance.now()
        await call('app.info', {})
        took.push(performance.now() - asked)
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
      return answersOf(took)
    },
    stop: () => {
      agent.destroy()
      child.kill()
    },
  }
}

async function urlIn(output: NodeJS.ReadableStream): Promise<URL> {
  for await (const line of createInterface({ input: output })) {
    const url = URL.parse(/http:\/\/127\.0\.0\.1:\S+/.exec(line)?.[0] ?? '')
    if (url !== null) return url
  }
  throw new Error('The host ended without saying where it is.')
}

function answersOf(took: readonly number[]): Answers {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: took.length, p50: at(0.5), p99: at(0.99), max: at(1) }
}
