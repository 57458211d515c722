// Joins class names; nothing else.

/** The given names separated by spaces, leaving out what is false, null or empty. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
