// Files with articles into documents for the engine. What cannot be read is named with its line and left out.
//
// HTML, by rules the native reader shares:
//   1. Nothing is read of script, style, noscript, template and head; of the head only its metadata.
//   2. Every element that is not inline (INLINE below) begins and ends a block; two <br> in a row end one too.
//   3. A block's role is that of the nearest element around it with one: h1-h6 heading, li list-item, blockquote
//      quote, figcaption, caption, td and th caption; else paragraph. The first h1 is the title.
//   4. Whatever is in a nav, header, footer, aside or form is boilerplate, unless article or main is around that.
//   5. Title, if no h1 gave one: og:title, else <title>. Date: the first meta of DATES. Language: <html lang>.

const DATES = ['article:published_time', 'datepublished', 'date', 'dc.date', 'dcterms.date', 'dc.date.issued', 'pubdate', 'publish-date']
const INLINE = new Set(('a abbr b bdi bdo cite code data del dfn em font i img ins kbd label mark q ruby s samp small span ' +
  'strong sub sup time tt u var wbr').split(' '))
const SKIPPED = new Set(['script', 'style', 'noscript', 'template', 'head'])
const CHROME = new Set(['nav', 'header', 'footer', 'aside', 'form'])
const ROLES = {
  h1: 'heading', h2: 'heading', h3: 'heading', h4: 'heading', h5: 'heading', h6: 'heading', li: 'list-item',
  blockquote: 'quote', figcaption: 'caption', caption: 'caption', td: 'caption', th: 'caption',
}

/** Fetches and reads a file of articles: { documents, refusals, title }. */
export async function fetchCorpus(url) {
  const response = await fetch(url).catch((error) => {
    throw inputError(`${url.pathname}: ${error.message}`)
  })
  if (!response.ok) throw inputError(`${url.pathname}: ${response.status} ${response.statusText}`)
  return readCorpus(decodeURIComponent(url.pathname.split('/').at(-1)), await response.text())
}

/** Reads the text of the file `name`, by its ending. */
export function readCorpus(name, text) {
  const [, stem, ending] = /^(.*?)(?:\.([^.]+))?$/s.exec(name)
  const read = readers[ending?.toLowerCase()] ?? readers.txt
  return { refusals: [], ...read(text.replace(/^\uFEFF/, ''), name, stem) }
}

const readers = {
  jsonl: (text, name) => readLines(text, name),
  ndjson: (text, name) => readLines(text, name),
  json: (text, name) => readJson(text, name),
  txt: (text, source, id) => ({ documents: [{ id, source, text, format: 'plain' }] }),
  md: (text, source, id) => ({ documents: [{ id, source, text, format: 'markdown' }] }),
  html: (text, source, id) => ({ documents: [{ id, source, ...readHtml(parseHtml(text)) }] }),
  htm: (...file) => readers.html(...file),
}

function readLines(text, source) {
  const documents = []
  const refusals = []
  text.split('\n').forEach((line, index) => {
    if (!line.trim()) return
    try {
      documents.push(checked(JSON.parse(line), `${source}:${index + 1}`))
    } catch (error) {
      refusals.push({ code: 'input', message: error.message, source, line: index + 1 })
    }
  })
  return { documents, refusals }
}

// One article, a list of them, or { title, documents }.
function readJson(text, source) {
  let value
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw inputError(`${source}: ${error.message}`)
  }
  const list = Array.isArray(value) ? value : value?.documents ?? [value]
  const documents = []
  const refusals = []
  list.forEach((item, index) => {
    try {
      documents.push(checked(item, source))
    } catch (error) {
      refusals.push({ code: 'input', message: `article ${index + 1}: ${error.message}`, source, line: null })
    }
  })
  return { documents, refusals, title: Array.isArray(value?.documents) ? value.title : undefined }
}

function checked(item, source) {
  if (typeof item?.text !== 'string' && !Array.isArray(item?.blocks)) throw new Error('no "text" in it')
  return { ...item, source: item.source ?? source }
}

/** Title, date, language and blocks of a parsed page. */
export function readHtml(page) {
  const blocks = collect(page.body)
  const titled = blocks.some(({ role }) => role === 'title')
  const title = meta(page, ['og:title']) ?? page.querySelector('title')?.textContent.trim()
  const date = meta(page, DATES)
  return {
    title: titled ? null : title || null,
    date: date && /\d{4}-\d{2}-\d{2}/.exec(date)?.[0] || null,
    language: page.documentElement.lang.split('-')[0].toLowerCase() || null,
    blocks,
  }
}

// Under Trusted Types the parser wants a policy; the page it makes is only read, never shown.
function parseHtml(text) {
  parseHtml.policy ??= globalThis.trustedTypes?.createPolicy('reading-room-html', { createHTML: (html) => html })
  return new DOMParser().parseFromString(parseHtml.policy?.createHTML(text) ?? text, 'text/html')
}

function meta(page, names) {
  const metas = [...page.querySelectorAll('meta[content]')]
  for (const name of names) {
    const found = metas.find((tag) => ['property', 'name', 'itemprop'].some((key) => tag.getAttribute(key)?.toLowerCase() === name))
    if (found?.getAttribute('content').trim()) return found.getAttribute('content').trim()
  }
  return null
}

function collect(body) {
  const blocks = []
  let words = ''
  let titled = false

  const flush = (role) => {
    for (const part of words.split(/\n\s*\n/)) {
      const text = part.replace(/\s+/g, ' ').trim()
      if (text) blocks.push({ role, text })
    }
    words = ''
  }

  const walk = (parent, { role, kept, chrome }) => {
    const shown = chrome ? 'boilerplate' : role
    for (const child of parent.childNodes) {
      // White space of the source is a space; only <br> makes a line.
      if (child.nodeType === 3) words += child.data.replace(/\s+/g, ' ')
      if (child.nodeType !== 1) continue
      const tag = child.localName
      if (SKIPPED.has(tag)) continue
      if (tag === 'br') words += '\n'
      else if (INLINE.has(tag)) walk(child, { role, kept, chrome })
      else {
        flush(shown)
        const first = tag === 'h1' && !titled && !chrome
        titled ||= first
        walk(child, {
          role: first ? 'title' : ROLES[tag] ?? role,
          kept: kept || tag === 'article' || tag === 'main',
          chrome: chrome || (!kept && CHROME.has(tag)),
        })
      }
    }
    if (!INLINE.has(parent.localName)) flush(shown)
  }

  if (body) walk(body, { role: 'paragraph', kept: false, chrome: false })
  return blocks
}

function inputError(message) {
  return Object.assign(new Error(message), { code: 'input' })
}
