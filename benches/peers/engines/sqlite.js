// It needs a worker's global scope and location, which Node lacks.
globalThis.self ??= globalThis
globalThis.location ??= new URL(import.meta.url)
const { default: init } = await import('@sqlite.org/sqlite-wasm')

let api
async function sqlite(context) {
  api ??= await init({ wasmBinary: context.sqlite, print() {}, printErr() {} })
  return api
}

const matchExpression = (query) => {
  const words = query.match(/[\p{L}\p{N}]+/gu) ?? []
  return words
    .map((word, at) => (at === words.length - 1 ? `"${word}"*` : `"${word}"`))
    .join(' OR ')
}

export default {
  name: 'SQLite FTS5',
  keepsText: true,
  async build(documents, context) {
    const db = new (await sqlite(context)).oo1.DB(':memory:')
    db.exec(
      `CREATE VIRTUAL TABLE articles USING fts5(
        id UNINDEXED, title, text, tokenize = 'porter unicode61', prefix = '2 3'
      )`,
    )
    db.transaction(() => {
      const insert = db.prepare('INSERT INTO articles VALUES (?, ?, ?)')
      for (const { id, title, text } of documents) insert.bind([id, title ?? '', text]).stepReset()
      insert.finalize()
    })
    return db
  },
  search(db, query, limit) {
    const match = matchExpression(query)
    if (!match) return []
    return db.selectValues(
      'SELECT id FROM articles WHERE articles MATCH ? ORDER BY bm25(articles, 0, 2, 1) LIMIT ?',
      [match, limit],
    )
  },
  save: (db) => api.capi.sqlite3_js_db_export(db.pointer),
  async load(bytes, context) {
    const { oo1, wasm, capi } = await sqlite(context)
    const db = new oo1.DB(':memory:')
    const at = wasm.allocFromTypedArray(bytes)
    const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE
    db.checkRc(capi.sqlite3_deserialize(db.pointer, 'main', at, bytes.length, bytes.length, flags))
    return db
  },
}
