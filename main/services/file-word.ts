// Part of a file name from a person's words.

/** Lower-case letters and digits joined by hyphens, at most 40; safe on every file system. Empty where nothing is left. */
export const fileWord = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[^\w]+/gu, '-')
    .replace(/^-+|-+$/gu, '')
    .toLowerCase()
    .slice(0, 40)
