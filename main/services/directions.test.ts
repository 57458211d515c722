// What a person says of a file that its content does not: it is read so, kept with the file, and remembered for its bytes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Directions } from '#domain/imports'
import { openedApp } from './testing/app.ts'

const JOB = '22222222-2222-4222-8222-222222222222'
/** An answer whose shape could be that of many operations. */
const ANSWER = '{"Items":[{"Name":"a","Arn":"arn:aws:mobiletargeting:eu-west-1:111122223333:apps/a"}]}'
const ABOUT: Directions = { about: { service: 'pinpoint', operation: 'get-apps' } }

describe('an answer of the AWS CLI that does not tell its operation', () => {
  it('is refused until a person says it; then it is filed, cut again and remembered', async () => {
    const app = await openedApp()
    const path = join(app.folder, 'answer.json')
    writeFileSync(path, ANSWER)
    const token = app.files.add(path)
    const run = (directions?: Directions) =>
      app.call('imports.run', { jobId: JOB, files: [{ token, ...(directions === undefined ? {} : { directions }) }] })

    expect((await run()).files).toMatchObject([{ outcome: 'not-imported', code: 'unknown' }])
    expect((await app.call('imports.preview', { file: { token, directions: ABOUT } })).rows).toMatchObject([
      { service: 'pinpoint', check: 'pinpoint get-apps', result: 'info', account: '111122223333', region: 'eu-west-1' },
    ])
    expect((await run(ABOUT)).files).toMatchObject([{ outcome: 'imported', summary: { formatId: 'aws-cli', stored: 1 } }])

    const { rows } = await app.call('evidence.list', {})
    expect(await app.call('evidence.get', { evidenceId: rows[0]?.evidenceId ?? 0 })).toMatchObject({
      check: 'pinpoint get-apps',
      service: 'pinpoint',
      tool: 'AWS CLI',
      formatId: 'aws-cli',
    })
    expect(await app.call('imports.detect', { files: [token] })).toMatchObject([{ remembered: ABOUT }])
    expect(await app.call('journal.verify', {})).toMatchObject({ ok: true })
  })

  it('is not read under words that are no command', async () => {
    const app = await openedApp()
    const path = join(app.folder, 'answer.json')
    writeFileSync(path, ANSWER)
    const file = { token: app.files.add(path), directions: { about: { service: 'pin point', operation: 'get-apps; ls' } } }
    await expect(app.call('imports.run', { jobId: JOB, files: [file] })).rejects.toMatchObject({ code: 'invalid-input' })
    expect((await app.call('imports.preview', { file })).problem).toMatch(/Name the service and the operation/)
    expect(await app.call('imports.list', {})).toEqual([])
  })
})
