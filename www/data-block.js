// How a page carries what is no text: base64 in data blocks, which no script engine looks at.

/** Base64 of this length at most in one block: parsers are slow on one huge text, WebKit's is quadratic. */
const BLOCK_CHARS = 256 * 1024

/** The lines of a page's file that carry `base64` as `part`. */
export function dataBlocks(part, base64) {
  const count = Math.ceil(base64.length / BLOCK_CHARS)
  return Array.from({ length: count }, (_, at) =>
    dataBlock(part, base64.slice(at * BLOCK_CHARS, (at + 1) * BLOCK_CHARS)),
  )
}

/** One of them. */
export const dataBlock = (part, cut) =>
  `<script type="application/octet-stream" data-part="${part}">${cut}</script>`
