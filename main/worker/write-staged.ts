// The thread that writes staged evidence: over its own connection, batch by batch, in the order they come. Which batches, and when
// it ends, staging-writer.ts says.
import type { MessagePort } from 'node:worker_threads'
import { openStagingWriter } from '#db/open'
import type { DbLocation } from '#db/types'
import { toAppError } from '#domain/errors'
import { createBatchWriter, type StagedBatch } from './staged-batch.ts'
import type { WriterAnswer, WriterRequest } from './staging-writer.ts'

/** Answers every batch and every finish that comes over `port` once, until it is told to close. */
export function writeStaged(location: DbLocation, port: MessagePort): void {
  const db = openStagingWriter(location)
  const writer = createBatchWriter(db)
  const answer = (message: WriterAnswer): void => {
    port.postMessage(message)
  }
  port.on('message', (message: WriterRequest) => {
    if (message.kind === 'close') {
      db.close()
      port.close()
      return
    }
    try {
      if (message.kind === 'finish') return answer({ kind: 'finished', sums: writer.finish(message.sourceKey) })
      writer.write(message.batch)
      letGo(message.batch)
      answer({ kind: 'written' })
    } catch (error) {
      const { code, message: text, details } = toAppError(error)
      answer({ kind: 'failed', error: { code, message: text, details } })
    }
  })
}

/** Gives the memory of a batch back at once: what lies outside the heap does not hurry the garbage collector. */
function letGo({ rows, pieces }: StagedBatch): void {
  for (const { buffer } of rows) buffer.transfer(0)
  for (const { bytes } of pieces) if (bytes.buffer instanceof ArrayBuffer) bytes.buffer.transfer(0)
}
