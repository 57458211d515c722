// The platform in a browser window: calls go to the loopback server that served the page, with the launch's token.
// Files are streamed to it and come back as opaque tokens; saving is a download.
import type { FilePurpose } from '#contract/host'
import type { HostMethodName, MethodName } from '#contract/names'
import { ErrorReply, type Reply } from '#contract/reply'
import { AppError } from '#domain/errors'
import { chooseFiles, filesOf, type NamedFile } from './browser-files.ts'
import { pickedFile, pickedFileOrNull } from './host-values.ts'
import type { HostFile, Platform } from './platform.ts'
import { listenToServer } from './server-events.ts'
import { shareEvents } from './shared-events.ts'

export type Server = { readonly origin: string; readonly token: string }

/** Uploads running at once: enough to fill the line, few enough that a folder of 10,000 files opens no 10,000 streams. */
const PARALLEL_UPLOADS = 4

export function createBrowserPlatform(server: Server): Platform {
  const authorization = `Bearer ${server.token}`

  const call = async (method: MethodName | HostMethodName, input: unknown): Promise<Reply> =>
    replyOf(
      await reach(
        fetch(`${server.origin}/rpc`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify({ method, input }),
        }),
      ),
    )

  const upload = async ({ file, within }: NamedFile): Promise<HostFile> => ({
    ...pickedFile(
      await replyOf(
        await reach(
          fetch(`${server.origin}/files?name=${encodeURIComponent(nameOf(file, within))}`, {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/octet-stream' },
            body: file,
          }),
        ),
      ),
    ),
    ...(within === null ? {} : { within }),
  })

  return {
    host: 'browser',
    invoke: call,
    subscribe: shareEvents((listener) => listenToServer({ url: `${server.origin}/events`, authorization }, listener)),
    pickFiles: async (purpose: FilePurpose) => uploadAll(await chooseFiles(purpose), upload),
    stageDropped: async (transfer) => uploadAll(await filesOf(transfer), upload),
    newEngagementFile: async (suggestedName) => pickedFileOrNull(await call('host.newEngagementFile', { suggestedName })),
    async saveFile(token, suggestedName) {
      const response = await reach(
        fetch(`${server.origin}/files/${token}?name=${encodeURIComponent(suggestedName)}`, { headers: { authorization } }),
      )
      if (!response.ok) throw await failureOf(response)
      download(await response.blob(), suggestedName)
      return true
    },
  }
}

/** With the folders between it and the one that was chosen, as the program names what lies below a folder. */
const nameOf = (file: File, within: string | null): string => within?.slice(within.indexOf('/') + 1) ?? file.name

/** In order of the files given, a few at a time. The first failure ends it. */
async function uploadAll(files: readonly NamedFile[], upload: (file: NamedFile) => Promise<HostFile>): Promise<readonly HostFile[]> {
  const picked: HostFile[] = []
  const queue = files.entries()
  const work = async () => {
    for (const [index, file] of queue) picked[index] = await upload(file)
  }
  await Promise.all(Array.from({ length: PARALLEL_UPLOADS }, work))
  return picked
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The browser has taken the blob over once the click's task is done.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

async function reach(request: Promise<Response>): Promise<Response> {
  try {
    return await request
  } catch (cause) {
    throw new AppError('unexpected', 'The program behind this window does not answer. Is it still running?', {}, { cause })
  }
}

async function replyOf(response: Response): Promise<Reply> {
  if (!isJson(response)) throw await failureOf(response)
  const body: unknown = await response.json()
  if (typeof body !== 'object' || body === null || !('ok' in body))
    throw new AppError('unexpected', 'The program gave an answer that is none.')
  if (body.ok === true) return { ok: true, value: 'value' in body ? body.value : undefined }
  return { ok: false, error: ErrorReply.parse('error' in body ? body.error : undefined) }
}

async function failureOf(response: Response): Promise<AppError> {
  if (isJson(response)) {
    const reply = await replyOf(response)
    if (!reply.ok) return new AppError(reply.error.code, reply.error.message, reply.error.details)
  }
  if (response.status === 401)
    return new AppError('unexpected', 'This window no longer belongs to the running program. Open the address that Tickmark printed last.')
  return new AppError('unexpected', `The program refused the request (${response.status} ${response.statusText}).`)
}

const isJson = (response: Response): boolean => response.headers.get('content-type')?.startsWith('application/json') ?? false
