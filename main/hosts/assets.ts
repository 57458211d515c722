// The built renderer as files: where it lies, which file a URL path means, what type it has. Used by both windows' hosts.
import { existsSync } from 'node:fs'
import { dirname, extname, join, relative, sep } from 'node:path'
import { AppError } from '#domain/errors'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Gives the built renderer's folder, looked for upwards from here: bundles lie at different depths under `out/`. */
export function rendererFolder(from: string = import.meta.dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const built = join(folder, 'out', 'renderer')
    if (existsSync(join(built, 'index.html'))) return built
    if (folder === dirname(folder)) throw new AppError('unexpected', 'The window has not been built yet. Run: npm run build')
  }
}

/**
 * Gives the file a URL path stands for, or null where it is no plain path inside the folder: encoded separators, `..`,
 * NUL, a malformed escape. `/` is index.html. Whether the file exists is the caller's question.
 */
export function assetPath(folder: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (!/^\/[\w./@+-]*$/.test(decoded) || /(^|\/)\.\.?(\/|$)/.test(decoded)) return null
  const path = join(folder, decoded === '/' ? 'index.html' : decoded)
  const inside = relative(folder, path)
  return inside === '' || inside.startsWith(`..${sep}`) || inside === '..' ? null : path
}

/** The content type by file name; unknown ones are bytes, never sniffed. */
export const contentType = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream'
