// Server-sent events to every open window. Each message is one JSON object `{ event, payload }`; a window that reads too slowly
// is cut off and connects again, because events only say "ask again" and may be missed.
import type { ServerResponse } from 'node:http'
import type { Emit } from '#contract/events'

export type EventStreams = {
  readonly emit: Emit
  /** Keeps the response open as a stream of events. */
  open(response: ServerResponse): void
  close(): void
}

const HEARTBEAT_MS = 15_000
const MAX_BUFFERED_BYTES = 1024 * 1024

/** Makes the set of open streams, empty. `onFirst` runs when the first window listens (files offered at the start wait for it). */
export function createEventStreams(onFirst: () => void): EventStreams {
  const streams = new Set<ServerResponse>()
  let first = true
  const write = (text: string) => {
    for (const stream of streams) {
      if (stream.writableLength > MAX_BUFFERED_BYTES) stream.destroy()
      else stream.write(text)
    }
  }
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    emit: (event, payload) => write(`data: ${JSON.stringify({ event, payload })}\n\n`),
    open(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
      response.write(': listening\n\n')
      streams.add(response)
      response.on('close', () => streams.delete(response))
      if (!first) return
      first = false
      onFirst()
    },
    close() {
      clearInterval(heartbeat)
      for (const stream of streams) stream.destroy()
      streams.clear()
    },
  }
}
