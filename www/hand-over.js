// Out of the reader and into the hands of whoever reads: to the clipboard, to a file.

/** Puts `text` into the clipboard; says whether it could. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyAsOfOld(text)
  }
}

// Pages that came over plain http, and framed ones, have no other clipboard.
function copyAsOfOld(text) {
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

/** Hands `text` over as a file. */
export function download(name, type, text) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
