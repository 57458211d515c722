// A thread that tries cases one after the other and tells which one it is at, so that a case that never ends has a name.
import { parentPort, workerData } from 'node:worker_threads'
import { createFuzzer, faultsOf, shrink } from './fuzz.ts'

export type WorkerData = { readonly seed: number; readonly formatId: string | null; readonly from: number; readonly until: number }
export type Message =
  | { readonly kind: 'at'; readonly number: number }
  | {
      readonly kind: 'found'
      readonly number: number
      readonly name: string
      readonly formatId: string
      readonly faults: readonly string[]
      readonly bytes: Uint8Array
    }

const { seed, formatId, from, until } = workerData as WorkerData
const fuzzer = createFuzzer(seed, formatId ?? undefined)
const tell = (message: Message): void => parentPort?.postMessage(message)

for (let number = from; Date.now() < until; number++) {
  tell({ kind: 'at', number })
  const { seed: source, importer, bytes } = fuzzer.make(number)
  if ((await faultsOf(importer, bytes)).length === 0) continue
  const smallest = await shrink(importer, bytes, () => tell({ kind: 'at', number }))
  tell({
    kind: 'found',
    number,
    name: source.name,
    formatId: importer.formatId,
    faults: await faultsOf(importer, smallest),
    bytes: smallest,
  })
}
