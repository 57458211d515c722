// The envelope every transport carries. Electron forwards only an Error's message, HTTP forwards nothing: so errors are data.
import * as z from 'zod'
import { AppError, ERROR_CODES, type ErrorCode, type ErrorDetails, toAppError } from '#domain/errors'

export const ErrorReply = z.strictObject({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()])),
})

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails } }

/** Any thrown value as an error reply. */
export function errorReply(error: unknown): Reply {
  const { code, message, details } = toAppError(error)
  return { ok: false, error: { code, message, details } }
}

/** The value of a reply, or its error thrown again on the caller's side. */
export function valueOf(reply: Reply): unknown {
  if (reply.ok) return reply.value
  throw new AppError(reply.error.code, reply.error.message, reply.error.details)
}
