// Server-sent events by fetch, because EventSource cannot carry the token. Connects again for as long as somebody listens.
import { eventPayloads } from '#contract/events'
import { EVENTS } from '#contract/names'
import type { PlatformEvent } from './platform.ts'

type Source = { readonly url: string; readonly authorization: string }
type Listener = (event: PlatformEvent) => void

const FIRST_RETRY_MS = 300
const LONGEST_RETRY_MS = 5_000

/** Listens until the returned function is called. After a lost line it reports one `engagement.changed`, since events were missed. */
export function listenToServer(source: Source, listener: Listener): () => void {
  const ended = new AbortController()
  void keepListening(source, listener, ended.signal)
  return () => ended.abort()
}

async function keepListening(source: Source, listener: Listener, signal: AbortSignal): Promise<void> {
  let retry = FIRST_RETRY_MS
  let lost = false
  while (!signal.aborted) {
    try {
      const response = await fetch(source.url, { headers: { authorization: source.authorization }, signal })
      if (!response.ok || response.body === null) throw new Error(`events refused: ${response.status}`)
      if (lost) {
        listener({ event: 'platform.connection', payload: { connected: true } })
        listener({ event: 'engagement.changed', payload: { subjects: [] } })
      }
      lost = false
      retry = FIRST_RETRY_MS
      await readEvents(response.body, listener)
    } catch {
      // Nothing to add here: whatever broke the line, the answer is to say so and to try again.
    }
    if (signal.aborted) return
    if (!lost) listener({ event: 'platform.connection', payload: { connected: false } })
    lost = true
    await new Promise((resolve) => setTimeout(resolve, retry))
    retry = Math.min(retry * 2, LONGEST_RETRY_MS)
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, listener: Listener): Promise<void> {
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of iterate(body)) {
    pending += decoder.decode(chunk, { stream: true })
    const messages = pending.split('\n\n')
    pending = messages.pop() ?? ''
    for (const message of messages) {
      const event = parseMessage(message)
      if (event !== null) listener(event)
    }
  }
}

async function* iterate(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}

/** One message of the stream; null for comments (heartbeats) and for events this window does not know. */
export function parseMessage(message: string): PlatformEvent | null {
  const data = message
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trimStart())
    .join('\n')
  if (data === '') return null
  const parsed: unknown = JSON.parse(data)
  if (typeof parsed !== 'object' || parsed === null || !('event' in parsed) || !('payload' in parsed)) return null
  const name = EVENTS.find((known) => known === parsed.event)
  return name === undefined ? null : eventOf(name, parsed.payload)
}

function eventOf(name: (typeof EVENTS)[number], payload: unknown): PlatformEvent {
  switch (name) {
    case 'job.progressed':
      return { event: name, payload: eventPayloads[name].parse(payload) }
    case 'engagement.changed':
      return { event: name, payload: eventPayloads[name].parse(payload) }
    case 'files.offered':
      return { event: name, payload: eventPayloads[name].parse(payload) }
  }
}
