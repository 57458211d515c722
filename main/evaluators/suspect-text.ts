// Shapes of personal data and secrets in names and tags. What has such a shape is pointed at and never repeated.

/** Shapes of personal data and secrets in a name. Each is anchored or bounded, so that hostile text costs nothing. */
const SUSPECT: readonly { readonly what: string; readonly shape: RegExp }[] = [
  { what: 'an e-mail address', shape: /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}\.[A-Za-z]{2,24}/u },
  { what: 'a telephone number', shape: /\+\d(?:[ ().-]?\d){7,14}/u },
  { what: 'an access key', shape: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/u },
  { what: 'a password or token', shape: /(?:password|passwd|secret|token|api[_-]?key)\s{0,3}[=:]/iu },
]
/** What a text looks like that should not stand in a name; null = nothing of the kind. */
export const suspectIn = (text: string): string | null => SUSPECT.find(({ shape }) => shape.test(text))?.what ?? null
