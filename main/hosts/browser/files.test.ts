import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createFileVault } from '../../app/file-vault.ts'
import { createHostFiles } from './files.ts'

const room = () => {
  const root = mkdtempSync(join(tmpdir(), 'tickmark-files-'))
  const vault = createFileVault()
  const dataFolder = join(root, 'data')
  const documentsFolder = join(root, 'documents')
  return {
    vault,
    dataFolder,
    documentsFolder,
    staging: join(dataFolder, 'staging'),
    files: createHostFiles({ vault, dataFolder, documentsFolder }),
  }
}
const modeOf = (path: string) => statSync(path).mode & 0o777

describe('staged files', () => {
  it('lie where only this user can read them', async () => {
    const { files, vault, staging } = room()
    const { token } = await files.stage('scan.json', Readable.from(['{}']))
    expect(modeOf(staging)).toBe(0o700)
    expect(modeOf(vault.path(token))).toBe(0o600)
  })

  it('keep two uploads of one name apart', async () => {
    const { files, vault } = room()
    const first = await files.stage('scan.json', Readable.from(['1']))
    const second = await files.stage('scan.json', Readable.from(['2']))
    expect(first.token).not.toBe(second.token)
    expect(readFileSync(vault.path(first.token), 'utf8')).toBe('1')
  })

  it('are known by the folders they lie in, and stay in the staging folder whatever those are called', async () => {
    const { files, vault, staging } = room()
    const { token, name } = await files.stage('acct-a/../con/report.json', Readable.from(['1']))
    expect([vault.file(token).name, name]).toEqual(['acct-a/_con/report.json', 'report.json'])
    expect(vault.path(token).startsWith(staging)).toBe(true)
  })

  it('leave nothing behind when the upload breaks off', async () => {
    const { files, staging } = room()
    const broken = Readable.from(
      (async function* () {
        yield 'half a'
        throw new Error('the window went away')
      })(),
    )
    await expect(files.stage('scan.json', broken)).rejects.toThrow('the window went away')
    const [launch] = readdirSync(staging)
    expect(readdirSync(join(staging, launch ?? ''))).toEqual([])
  })

  it('are gone after the launch, and at the next start where a launch ended badly', async () => {
    const { files, staging, dataFolder, documentsFolder, vault } = room()
    await files.stage('scan.json', Readable.from(['1']))
    files.cleanUp()
    expect(readdirSync(staging)).toEqual([])

    const { pid } = spawnSync(process.execPath, ['-e', ''])
    mkdirSync(join(staging, `${pid}-abandoned`))
    writeFileSync(join(staging, `${pid}-abandoned`, 'scan.json'), 'left')
    mkdirSync(join(staging, `${process.ppid}-alive`))
    createHostFiles({ vault, dataFolder, documentsFolder })
    expect(existsSync(join(staging, `${pid}-abandoned`))).toBe(false)
    expect(existsSync(join(staging, `${process.ppid}-alive`))).toBe(true)
  })
})

describe('engagements', () => {
  it('that are uploaded are kept in the documents folder under a free name', async () => {
    const { files, vault, documentsFolder, staging } = room()
    mkdirSync(documentsFolder)
    writeFileSync(join(documentsFolder, 'Audit.tickmark'), 'mine')
    const kept = await files.stage('Audit.tickmark', Readable.from(['uploaded']))
    expect(kept.name).toBe('Audit 2.tickmark')
    expect(vault.path(kept.token)).toBe(join(documentsFolder, 'Audit 2.tickmark'))
    expect(kept.keptIn).toBe(documentsFolder)
    expect(readFileSync(join(documentsFolder, 'Audit.tickmark'), 'utf8')).toBe('mine')
    files.cleanUp()
    expect(readdirSync(staging)).toEqual([])
    expect(readFileSync(join(documentsFolder, 'Audit 2.tickmark'), 'utf8')).toBe('uploaded')
  })

  it('that are new get a name nobody else gets', () => {
    const { files, vault, documentsFolder } = room()
    const first = files.newEngagement('Beispiel / AG')
    const second = files.newEngagement('Beispiel / AG.tickmark')
    expect([first.name, second.name]).toEqual(['AG.tickmark', 'AG 2.tickmark'])
    expect(vault.path(first.token)).toBe(join(documentsFolder, 'AG.tickmark'))
    expect(existsSync(vault.path(first.token))).toBe(false)
  })
})
