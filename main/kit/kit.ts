// A kit as files: what the client is given. Writes nothing to disk.
import { commandsDocument, readmeDocument } from './documents.ts'
import { commandsFor, flat } from './kits.ts'
import type { KitOrder } from './order.ts'
import { policyDocument } from './permissions.ts'
import { powerShellScript } from './powershell.ts'
import { shellScript } from './sh.ts'
import { zipOf } from './zip.ts'

export type KitFile = { readonly name: string; readonly text: string; readonly executable: boolean }

/** The files of a kit. The same order gives the same bytes. */
export function kitFiles(order: KitOrder): readonly KitFile[] {
  const commands = commandsFor(order.services)
  return [
    { name: 'README.md', text: readmeDocument(order, commands), executable: false },
    { name: 'COMMANDS.md', text: commandsDocument(commands), executable: false },
    { name: 'policy.json', text: policyDocument(flat(commands).map(({ command }) => command)), executable: false },
    { name: 'collect.sh', text: shellScript(order), executable: true },
    // Windows PowerShell 5.1 takes a script without a byte order mark for the system's code page; the script is ASCII all the same.
    { name: 'collect.ps1', text: powerShellScript(order), executable: false },
  ]
}

/** The same files under one folder in a ZIP. */
export const kitZip = (files: readonly KitFile[], folder: string, at: Date): Uint8Array<ArrayBuffer> =>
  zipOf(
    files.map(({ name, text, executable }) => ({ name: `${folder}/${name}`, bytes: Buffer.from(text, 'utf8'), executable })),
    at,
  )
