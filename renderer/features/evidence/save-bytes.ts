// Handing bytes that are already in the window to the person: as a file, or to the clipboard.

/** Offers bytes as a download under a name of our own making. */
export function saveBytes(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }))
  link.download = fileName
  link.click()
  // The browser has taken the blob over once the click's task is done.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
