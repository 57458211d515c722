// How hard a passphrase is to guess, roughly and never flatteringly. For advice while typing; refuses nothing by itself.

export type Strength = {
  readonly level: 0 | 1 | 2 | 3 | 4
  readonly word: string
  /** What would make it better; null where it is good enough. */
  readonly advice: string | null
}

const COMMON =
  /password|passwort|passphrase|letmein|welcome|admin|qwert|qwerz|asdf|iloveyou|tickmark|audit|secret|changeme|summer|winter|monkey|dragon/gi

/** Bits of guessing work, counted from kinds of characters, with repeats, runs and common words counted little. */
export function guessBits(text: string): number {
  const plain = text.replace(COMMON, '~').replace(/(.)\1{2,}/gu, '$1$1')
  const characters = [...plain]
  const kinds =
    (/\p{Ll}/u.test(plain) ? 26 : 0) +
    (/\p{Lu}/u.test(plain) ? 26 : 0) +
    (/\p{N}/u.test(plain) ? 10 : 0) +
    (/[^\p{L}\p{N}]/u.test(plain) ? 20 : 0)
  let bits = 0
  let before = 0
  for (const character of characters) {
    const code = character.codePointAt(0) ?? 0
    // `abc`, `321`, `aaa`: the next character is foreseeable.
    bits += Math.abs(code - before) <= 1 ? 1 : Math.log2(Math.max(2, kinds))
    before = code
  }
  // Words give about 11 bits each, however many letters they have.
  const words = text.split(/[^\p{L}]+/u).filter((word) => word.length > 2)
  const rest = text.replace(/\p{L}{3,}/gu, '').length
  const asWords = words.length === 0 ? Number.POSITIVE_INFINITY : new Set(words.map((word) => word.toLowerCase())).size * 13 + rest * 3
  return Math.min(bits, asWords)
}

export function passphraseStrength(text: string): Strength {
  const bits = guessBits(text)
  if (text === '') return { level: 0, word: 'Empty', advice: 'Four or five unrelated words are strong and easy to remember.' }
  if (bits < 28) return { level: 1, word: 'Weak', advice: 'Can be guessed in minutes. Use four or five unrelated words.' }
  if (bits < 45) return { level: 2, word: 'Fair', advice: 'Would not withstand a determined attempt. Add another word or two.' }
  if (bits < 60) return { level: 3, word: 'Good', advice: null }
  return { level: 4, word: 'Strong', advice: null }
}
