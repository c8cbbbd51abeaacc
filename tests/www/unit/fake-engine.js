// A fake engine for tests of the shell alone: the methods of www/engine.js, which search by plain
// substring. It has no stemming and no fuzzy matches, but returns every kind of view that the shell
// renders.

const words = (text) => text.split(/\s+/).filter(Boolean).length

/**
 * `open` of a fake engine. `log` collects the calls; `answer(method, args)` may throw, or return
 * a promise that delays the answer.
 */
export function fakeEngine({ log = [], answer = () => {} } = {}) {
  return {
    log,
    open: async ({ documents, onProgress }) => {
      await answer('open', [documents])
      const articles = documents.filter((d) => d.text || d.blocks)
      onProgress?.({ done: articles.length, total: articles.length })
      return room(articles.map(prepare), async (method, ...args) => {
        log.push([method, ...args])
        await answer(method, args)
      })
    },
  }
}

function prepare(
  {
    id,
    title = null,
    date = null,
    source = 'fake',
    url = null,
    language = 'en',
    text = '',
    blocks,
  },
  index,
) {
  const parts = blocks ?? text.split(/\n\n+/).map((part) => ({ role: 'paragraph', text: part }))
  const shown = parts
    .filter(({ role }) => role !== 'boilerplate')
    .map((part) => part.text)
    .join(' ')
  const label = title ?? `${shown.slice(0, 60)}…`
  return {
    row: {
      id: id ?? String(index),
      title,
      label,
      date,
      source,
      url,
      language,
      words: words(shown),
    },
    parts,
    shown,
  }
}

function room(articles, called) {
  const rows = articles.map(({ row }) => row)
  const dates = rows
    .map(({ date }) => date)
    .filter(Boolean)
    .sort()
  return {
    refusals: [],
    async overview({ offset, limit }) {
      await called('overview', { offset, limit })
      return {
        total: rows.length,
        words: rows.reduce((sum, row) => sum + row.words, 0),
        firstDate: dates[0] ?? null,
        lastDate: dates.at(-1) ?? null,
        languages: [{ language: 'en', count: rows.length }],
        articles: rows.slice(offset, offset + limit),
      }
    },
    async search(query, { limit, offset, sort }) {
      await called('search', query, { limit, offset, sort })
      const terms = query.toLowerCase().split(/\s+/).filter(Boolean)
      const ranked = articles
        .map((article) => ({ article, held: terms.filter((term) => holds(article, term)) }))
        .filter(({ held }) => held.length)
        .sort((a, b) => (terms.length > 3 ? 0 : b.held.length - a.held.length))
      return {
        query,
        asked: /[\p{L}\p{N}]/u.test(query),
        offset,
        total: ranked.length,
        complete: ranked.filter(({ held }) => held.length === terms.length).length,
        hits: ranked
          .slice(offset, offset + limit)
          .map(({ article, held }) => hit(article, held, held.length === terms.length)),
        suggestion: ranked.length ? null : 'minister',
      }
    },
    async suggest(prefix, { limit }) {
      await called('suggest', prefix, { limit })
      const found = rows.filter(({ label }) => label.toLowerCase().includes(prefix.toLowerCase()))
      return { words: [{ query: `${prefix}er`, count: 2 }], articles: found.slice(0, limit) }
    },
    async article(id, { query }) {
      await called('article', id, { query })
      const index = articles.findIndex(({ row }) => row.id === id)
      if (index < 0) throw Object.assign(new Error(`no article ${id}`), { code: 'not-found' })
      const { row, parts } = articles[index]
      const terms = query ? query.toLowerCase().split(/\s+/).filter(Boolean) : []
      const heading = row.title == null ? null : segments(row.title, terms)
      const blocks = parts.map(({ role, text }) => ({ role, segments: segments(text, terms) }))
      const hits = [heading ?? [], ...blocks.map((block) => block.segments)]
        .flat()
        .filter((s) => s.hit).length
      return {
        ...row,
        recognition: 'none',
        heading,
        blocks,
        hits,
        previous: rows[index - 1] ?? null,
        next: rows[index + 1] ?? null,
      }
    },
    async toBytes() {
      return new Uint8Array()
    },
    close() {
      called('close')
    },
  }
}

const holds = ({ row, shown }, term) => `${row.label} ${shown}`.toLowerCase().includes(term)

function hit({ row, shown }, terms, complete) {
  const at = Math.max(0, shown.toLowerCase().indexOf(terms[0]))
  const snippet = shown.slice(Math.max(0, at - 80), at + 160)
  const matched = terms.flatMap((term) => [
    { term, as: 'exact' },
    { term: `${term}s`, as: 'stem' },
  ])
  return {
    ...row,
    heading: segments(row.label, terms),
    score: terms.length,
    complete,
    snippets: [segments(snippet, terms)],
    matched,
  }
}

/** `text` split into segments at `terms`; joined, the segments are the text. */
export function segments(text, terms) {
  if (!terms.length) return [{ text, hit: false, as: null }]
  const pattern = new RegExp(
    `(${terms.map((term) => term.replace(/\W/g, '\\$&')).join('|')})`,
    'gi',
  )
  return text
    .split(pattern)
    .filter(Boolean)
    .map((part) => {
      const found = terms.includes(part.toLowerCase())
      return { text: part, hit: found, as: found ? 'exact' : null }
    })
}
