// How one method is described: what goes in, what comes out, and whether it only asks or also changes.
import * as z from 'zod'

export type Endpoint = { readonly kind: 'query' | 'command'; readonly input: z.ZodType; readonly output: z.ZodType }

/** A method that changes nothing; a window may repeat it freely. */
export const query = <I extends z.ZodRawShape, O extends z.ZodType>(input: I, output: O) => ({
  kind: 'query' as const,
  input: z.strictObject(input),
  output,
})

/** A method that may change the engagement, the machine's identities or the program's own state. */
export const command = <I extends z.ZodRawShape, O extends z.ZodType>(input: I, output: O) => ({
  kind: 'command' as const,
  input: z.strictObject(input),
  output,
})
