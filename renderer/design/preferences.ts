// Small choices of looks kept on this machine: theme, widths. Nothing of any engagement is ever kept here.

const PREFIX = 'tickmark.'

export const readPreference = (name: string): string | null => window.localStorage.getItem(PREFIX + name)
export const writePreference = (name: string, value: string): void => window.localStorage.setItem(PREFIX + name, value)
