// A small static server on the loopback, with the response headers of a test.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.jsonl': 'application/jsonl; charset=utf-8',
  '.wasm': 'application/wasm',
}

const CLOSING_MS = 2000

/**
 * Serves `pages` (path -> text), else files of `root`. Returns the origin; closes after the test.
 */
export async function serve(t, { root, pages = {}, headers = {} }) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname)
    const head = { 'content-type': types[extname(path)] ?? 'text/plain; charset=utf-8', ...headers }
    if (path in pages) return response.writeHead(200, head).end(pages[path])
    const file = join(root, normalize(path))
    const found = await stat(file).catch(() => null)
    if (!found?.isFile()) return response.writeHead(404).end()
    createReadStream(file).pipe(response.writeHead(200, head))
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  // The pages of the test close after this; requests that are then still pending are no failures.
  t.after(() => {
    server.unref()
    setTimeout(() => server.closeAllConnections(), CLOSING_MS).unref()
  })
  return `http://127.0.0.1:${server.address().port}`
}
