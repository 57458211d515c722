// Saves a certificate that is already in the window: text, not a file the program knows, so there is no token for it.

export function savePem(pem: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([pem], { type: 'application/x-pem-file' }))
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
