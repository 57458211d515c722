// Puts bytes in place of a file, whole or not at all. Knows nothing of what they are.
import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/**
 * Writes beside the target under a name of its own, unreadable for others until it is whole, and moves it over the target, which
 * gets the mode of a newly made file. On failure nothing is left behind and the target is as it was. Throws as the file system does.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID()}.new`
  try {
    const file = await open(draft, 'wx')
    try {
      const { mode } = await file.stat()
      await file.chmod(0o600)
      await file.writeFile(bytes)
      await file.chmod(mode)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
