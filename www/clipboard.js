// Writing to the clipboard.

/**
 * Copies `text` to the clipboard; resolves with whether that worked.
 * @type {(text: string) => Promise<boolean>}
 */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyByCommand(text)
  }
}

/**
 * The Clipboard API needs a secure context and, in a frame, permission; `execCommand` needs
 * neither.
 * @type {(text: string) => boolean}
 */
function copyByCommand(text) {
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  document.body.append(area)
  area.select()
  try {
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
  }
}
