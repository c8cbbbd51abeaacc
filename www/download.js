// Saving text as a file.

/**
 * Downloads `text` as the file `name`.
 * @type {(name: string, type: string, text: string) => void}
 */
export function downloadFile(name, type, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
