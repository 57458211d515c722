// Answers of the AWS CLI: every real sample is one record, named by the command its file is called after.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCatalog } from '../catalog/catalog.ts'
import { createFiler } from '../catalog/filing.ts'
import { awsCli } from './aws-cli.ts'
import { detectFormat } from './detect.ts'
import { headOf, readAll, recutAll } from './reading.fixture.ts'

const SAMPLES = join(import.meta.dirname, '../../../shared/samples')
const present = existsSync(join(SAMPLES, 'index.json'))
if (!present) console.warn(`importers/samples-aws-cli: ${SAMPLES} IS ABSENT; nothing was checked against real answers`)

type Sample = { readonly file: string; readonly formatId: string }
const index: readonly Sample[] = present ? (JSON.parse(readFileSync(join(SAMPLES, 'index.json'), 'utf8')) as Sample[]) : []
const load = (file: string): Uint8Array => readFileSync(join(SAMPLES, file))
const filer = createFiler(createCatalog())
const answers = index.filter(({ formatId }) => formatId === 'aws-cli')

/** Files are called `<service>-<operation>` or `awscli_doc_<service>__<operation>`; some names are cut short. */
const CUT: Readonly<Record<string, string>> = {
  'pinpoint list-tags': 'pinpoint list-tags-for-resource',
  'sso-admin describe-permission-set-admin': 'sso-admin describe-permission-set',
  'sso-admin describe-permission-set-readonly': 'sso-admin describe-permission-set',
  'sso-admin get-inline-policy': 'sso-admin get-inline-policy-for-permission-set',
  'sso-admin list-managed-policies': 'sso-admin list-managed-policies-in-permission-set',
}
function commandOf(file: string): string {
  const name = /([^/]+?)(?:_\d)?\.json$/.exec(file)?.[1]?.replace('awscli_doc_', '') ?? ''
  const command = name.includes('__') ? name.replace('__', ' ') : name.replace(/^(sso-admin|[a-z0-9]+)-/, '$1 ')
  return CUT[command] ?? command
}

describe.runIf(present)('answers of the AWS CLI', () => {
  it('are 35 of the samples', () => {
    expect(answers).toHaveLength(35)
  })

  it.each(answers)('$file: detected, one record of its command for its whole bytes, which re-cuts to itself', async ({ file }) => {
    const bytes = load(file)
    expect(detectFormat(headOf(bytes))).toMatchObject({ formatId: 'aws-cli', importable: true })
    const reading = await readAll(awsCli, bytes)
    expect(reading.rejections).toEqual([])
    expect(reading.records.map(({ checkId, result }) => [checkId, result])).toEqual([[commandOf(file), 'info']])
    const [record] = reading.items.filter((item) => item.kind === 'record')
    const text = new TextDecoder().decode(bytes)
    expect([record?.offset, record?.length]).toEqual([text.length - text.trimStart().length, text.trim().length])
    const { first, again } = recutAll(awsCli, bytes, reading)
    expect(again).toEqual(first)
    for (const size of [1, 7]) expect((await readAll(awsCli, bytes, size)).items).toEqual(reading.items)
  })

  it.each(answers)('$file is filed under a service', async ({ file }) => {
    const [record] = (await readAll(awsCli, load(file))).records
    if (record === undefined) throw new Error('no record')
    expect(filer(record).service).not.toBeNull()
  })

  it('takes no other file for an answer', () => {
    const wrong = index
      .filter(({ formatId }) => formatId !== 'aws-cli')
      .filter(({ file }) => detectFormat(headOf(load(file))).formatId === 'aws-cli')
    expect(wrong).toEqual([])
  })
})
