// The beginning of a file: what detection looks at.

export type FileHead = {
  /** At most HEAD_BYTES bytes. */
  readonly bytes: Uint8Array
  /** True where `bytes` is the whole file. */
  readonly whole: boolean
}

export const HEAD_BYTES = 256 * 1024
