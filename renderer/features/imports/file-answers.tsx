// What a person can say of a file: how its text is encoded, which format it is, of which AWS CLI command it is the answer, or
// which of its columns mean what. What was said of the same bytes before is shown as such.
import { useState } from 'react'
import type { Directions, FormatId } from '#domain/imports'
import type { Profile } from '#domain/profile'
import { Button } from '../../design/button.tsx'
import { type Option, SelectField, TextField } from '../../design/field.tsx'
import { countOf } from '../../design/format.ts'
import { Notice } from '../../design/notice.tsx'
import { useAnswer } from '../../platform/queries.ts'
import { FORMAT_WORDS, SAID_FORMATS } from './format-words.ts'
import type { ImportSession } from './import-session.ts'
import { MappingDialog } from './mapping/mapping-dialog.tsx'
import { directionWords, isSaid, type QueuedFile, readCommand, readiness, saidOf } from './queue.ts'

const DETECTED = 'detected'
const COMMAND = 'aws-cli'
const DOCUMENT = 'attachment'
const PROFILE = 'profile '

export function FileAnswers({ file, session }: { readonly file: QueuedFile; readonly session: ImportSession }) {
  const profiles = useAnswer('profiles.list', {})
  const [mapping, setMapping] = useState(false)
  const [asking, setAsking] = useState(false)
  const said = saidOf(file)
  const isAnswered = isSaid(said)
  const others = session.queue.filter((other) => other.token !== file.token && readiness(other) === 'ask')

  /** The encoding stands by itself: saying what a file is does not take it back. */
  const say = (answer: Directions | null) => {
    const encoding = said?.encoding
    const kept = encoding === undefined ? answer : { ...answer, encoding }
    session.answer(new Set([file.token]), kept)
  }
  const choose = (value: string) => {
    setAsking(value === COMMAND)
    if (value === COMMAND) return
    const profile = profiles.data?.find(({ name }) => value === PROFILE + name)
    if (profile !== undefined) say({ profile })
    else if (value === DETECTED) say(null)
    else say({ formatId: value as FormatId })
  }

  return (
    <div className="answers">
      <Encoding file={file} session={session} />
      {file.answer === null && file.remembered !== null && isAnswered ? (
        <Notice title="Answered before">
          Of these very bytes you said earlier: {directionWords(file.remembered)}. Choose anew to read them otherwise.
        </Notice>
      ) : null}
      <SelectField
        label="Read it as"
        value={asking ? COMMAND : valueOf(said)}
        options={options(file, profiles.data ?? [], said)}
        onValue={choose}
      />
      {asking || said?.about !== undefined ? (
        <Command
          key={file.token}
          about={said?.about ?? null}
          onSay={(about) => {
            setAsking(false)
            say({ formatId: 'aws-cli', about })
          }}
        />
      ) : null}
      <div className="answers-buttons">
        <Button size="small" onClick={() => setMapping(true)}>
          {said?.profile === undefined ? 'Map columns…' : 'Change the mapping…'}
        </Button>
        {file.answer !== null && isSaid(file.answer) && others.length > 0 ? (
          <Button size="small" onClick={() => session.answer(new Set(others.map(({ token }) => token)), file.answer)}>
            The same for {countOf(others.length, 'other unanswered file')}
          </Button>
        ) : null}
      </div>
      {mapping ? (
        <MappingDialog
          file={file}
          profiles={profiles.data ?? []}
          onClose={() => setMapping(false)}
          onUse={(profile) => {
            setMapping(false)
            setAsking(false)
            say({ profile })
          }}
        />
      ) : null}
    </div>
  )
}

const valueOf = (said: Directions | null): string =>
  said?.profile !== undefined ? PROFILE + said.profile.name : said?.about !== undefined ? COMMAND : (said?.formatId ?? DETECTED)

function options(file: QueuedFile, profiles: readonly Profile[], said: Directions | null): readonly Option<string>[] {
  const { importable, label } = file.detection
  const used = said?.profile
  const named = used === undefined || profiles.some(({ name }) => name === used.name) ? profiles : [...profiles, used]
  return [
    { value: DETECTED, label: importable ? `As detected: ${label}` : 'Not said yet: left out' },
    { value: COMMAND, label: 'Answer of an AWS CLI command…' },
    ...named.map(({ name }) => ({ value: PROFILE + name, label: `Own mapping: ${name}` })),
    { value: DOCUMENT, label: FORMAT_WORDS[DOCUMENT] },
    ...SAID_FORMATS.map((formatId) => ({ value: formatId, label: FORMAT_WORDS[formatId] })),
  ]
}

function Encoding({ file, session }: { readonly file: QueuedFile; readonly session: ImportSession }) {
  if (file.detection.encoding !== 'windows-1252') return null
  const said = saidOf(file)
  const tokens = new Set([file.token])
  if (said?.encoding === undefined)
    return (
      <Notice
        tone="warn"
        title="Not UTF-8"
        action={
          <Button size="small" onClick={() => session.answer(tokens, { ...said, encoding: 'windows-1252' })}>
            Read as code page 1252
          </Button>
        }
      >
        Some bytes are no UTF-8. Windows code page 1252 reads them all; the import will say so.
      </Notice>
    )
  const { encoding: _encoding, ...rest } = said
  return (
    <Notice
      title="Read as Windows code page 1252"
      action={
        <Button size="small" kind="quiet" onClick={() => session.answer(tokens, Object.keys(rest).length === 0 ? null : rest)}>
          Take back
        </Button>
      }
    >
      As you said; the import records it.
    </Notice>
  )
}

/** Asks for the command as people copy it from a terminal. */
function Command({
  about,
  onSay,
}: {
  readonly about: Directions['about'] | null
  readonly onSay: (about: NonNullable<Directions['about']>) => void
}) {
  const [text, setText] = useState(about === null || about === undefined ? '' : `aws ${about.service} ${about.operation}`)
  const read = readCommand(text)
  return (
    <form
      className="answers-command"
      onSubmit={(event) => {
        event.preventDefault()
        if (read !== null && read !== undefined) onSay(read)
      }}
    >
      <TextField
        label="The command it answers"
        placeholder="aws iam get-account-password-policy"
        className="mono"
        value={text}
        onValue={setText}
        hint={
          read === null || read === undefined
            ? 'Service and operation as in the terminal; options may stay.'
            : `Service ${read.service}, operation ${read.operation}`
        }
      />
      <Button type="submit" disabled={read === null}>
        Use
      </Button>
    </form>
  )
}
