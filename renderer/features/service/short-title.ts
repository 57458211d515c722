// A topic's title for the narrow list: without the service's name, which stands above it anyway. Pure.

/** `Data protection in Amazon Pinpoint` → `Data protection`, where the name is one of the service's own. Else unchanged. */
export function shortTitle(title: string, names: readonly string[]): string {
  for (const name of names.flatMap((name) => [name, `AWS ${name}`, `Amazon ${name}`])) {
    for (const link of [' in ', ' for ', ' in the ', ' for the ']) {
      const tail = `${link}${name}`
      if (title.length > tail.length && title.toLowerCase().endsWith(tail.toLowerCase())) return title.slice(0, -tail.length)
    }
  }
  return title
}
