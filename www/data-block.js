// How a page carries binary data: base64 in `<script>` data blocks, which no script engine parses.

/** Longest base64 in one block: parsers are slow on one huge text node, WebKit's is quadratic. */
const BLOCK_CHARS = 256 * 1024

/**
 * The data blocks that carry `base64` as `part`.
 * @type {(part: string, base64: string) => string[]}
 */
export function dataBlocks(part, base64) {
  const count = Math.ceil(base64.length / BLOCK_CHARS)
  return Array.from({ length: count }, (_, at) =>
    dataBlock(part, base64.slice(at * BLOCK_CHARS, (at + 1) * BLOCK_CHARS)),
  )
}

/**
 * One data block.
 * @type {(part: string, cut: string) => string}
 */
export const dataBlock = (part, cut) =>
  `<script type="application/octet-stream" data-part="${part}">${cut}</script>`
