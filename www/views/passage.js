// Finding a passage in the rendered text, and reading the selection.

/**
 * The range of `passage` within `root`, ignoring white space, or `null`. A truncated passage is
 * found by its beginning.
 * @type {(root: Node, passage: string) => Range | null}
 */
export function findPassage(root, passage) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  /** @type {{ piece: Text, offset: number }[]} */
  const places = [] // node and offset of each character of `text`
  let text = ''
  let block = null
  const next = () => /** @type {Text} */ (walker.nextNode())
  for (let piece = next(); piece; piece = next()) {
    if (piece.parentElement.closest('.about, .tools')) continue
    const own = piece.parentElement.closest('p, li, h2, h3, blockquote')
    if (own !== block && text) add(' ', piece, 0)
    block = own
    for (let offset = 0; offset < piece.length; offset += 1) {
      const letter = piece.data[offset]
      if (!/\s/.test(letter)) add(letter, piece, offset)
      else if (!text.endsWith(' ')) add(' ', piece, offset)
    }
  }
  const wanted = passage.replace(/\s+/g, ' ').trim()
  const start = wanted ? text.indexOf(wanted) : -1
  if (start < 0) return null
  const [from, to] = [places[start], places[start + wanted.length - 1]]
  const range = document.createRange()
  range.setStart(from.piece, from.offset)
  range.setEnd(to.piece, to.offset + 1)
  return range

  /** @type {(letter: string, piece: Text, offset: number) => void} */
  function add(letter, piece, offset) {
    text += letter
    places.push({ piece, offset })
  }
}

/**
 * The text selected within `root` in a shadow tree; '' for none.
 * @type {(root: Node) => string}
 */
export function selectedIn(root) {
  const tree = /** @type {any} */ (root.getRootNode())
  // Only Chromium has `getSelection` on a shadow root; elsewhere the document has it.
  const selection = tree.getSelection?.() ?? globalThis.getSelection?.()
  const [bounds] = selection?.getComposedRanges?.({ shadowRoots: [tree] }) ?? []
  const range = bounds
    ? document.createRange()
    : selection?.rangeCount
      ? selection.getRangeAt(0)
      : null
  if (bounds) {
    range.setStart(bounds.startContainer, bounds.startOffset)
    range.setEnd(bounds.endContainer, bounds.endOffset)
  }
  return range && root.contains(range.commonAncestorContainer) ? range.toString().trim() : ''
}
