// Parses files with articles into documents. What cannot be read becomes a refusal with its line.
//
// HTML follows the rules that the native parser shares (src/document/formats/html.rs):
//   1. Skipped are elements in SKIPPED (but not a button in a heading) and those hidden by `hidden`
//      (except `until-found`) or `display: none`; of the head only metadata is read.
//   2. Every element that is not inline (INLINE) begins and ends a block; so do two line breaks in
//      a row. One line break is a newline in its block.
//   3. The role of a block is that of the nearest ancestor with one (ROLES), else paragraph. The
//      first h1 that is not boilerplate is the title.
//   4. A table row is one block, its cells joined by " | ", empty ones left out. A row of 25 words
//      or more is layout, so a paragraph; one without a letter or digit is dropped.
//   5. Inside CHROME or CHROME_ROLES everything is boilerplate, unless article or main is an
//      ancestor.
//   6. Title, if there is no h1: og:title, else <title>, without og:site_name at its end. Date: the
//      first meta of DATES, else datePublished of JSON-LD, else the first <time>. Language:
//      <html lang>, else the metadata.

import { decode } from './route.js'

/**
 * @import {
 *   LineCounters, Parsed, ParsedBlock, Parser, Refusal, Role, SourceDocument
 * } from './internal.d.ts'
 */

const DATES = (
  'article:published_time datepublished og:published_time date dc.date dcterms.date ' +
  'dc.date.issued dcterms.created pubdate publish-date publish_date publication_date ' +
  'parsely-pub-date sailthru.date'
).split(' ')
const INLINE = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr ' +
    'q ruby rt rp s samp small span strike strong sub sup time tt u var wbr'
  ).split(' '),
)
const SKIPPED = new Set(
  (
    'script style noscript template svg math iframe object audio video canvas noframes head ' +
    'select textarea button'
  ).split(' '),
)
const CHROME = new Set(['nav', 'header', 'footer', 'aside', 'form'])
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search'])
/** @type {Record<string, Role>} */
const ROLES = {
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  h4: 'heading',
  h5: 'heading',
  h6: 'heading',
  li: 'list-item',
  dt: 'list-item',
  dd: 'list-item',
  blockquote: 'quote',
  figcaption: 'caption',
  caption: 'caption',
  table: 'paragraph',
  tr: 'caption',
}
const CELLS = new Set(['td', 'th'])
const PROSE_WORDS = 25
// not only white space and format characters such as soft hyphen or byte order mark
const VISIBLE = /[^\s\p{Cf}]/u

/**
 * Fetches and parses a file of articles: { documents, refusals, title }.
 * @type {(url: URL) => Promise<Parsed>}
 */
export async function fetchCorpus(url) {
  const response = await fetch(url).catch((error) => {
    throw inputError(`${url.pathname}: ${error.message}`)
  })
  if (!response.ok) throw inputError(`${url.pathname}: ${response.status} ${response.statusText}`)
  return parseCorpus(decode(url.pathname.split('/').at(-1)), await response.text())
}

/**
 * Parses `text` of the file `name` by its extension. JSON Lines may come in chunks, `from` being
 * the counters at the end of the chunk before.
 * @type {(name: string, text: string, from?: LineCounters) => Parsed}
 */
export function parseCorpus(name, text, from) {
  const [, stem, ending] = /^(.*?)(?:\.([^.]+))?$/s.exec(name)
  const read = parsers[ending?.toLowerCase()] ?? parsers.txt
  return { refusals: [], ...read(text.replace(/^\uFEFF/, ''), name, stem, from) }
}

/** @type {Record<string, Parser>} */
const parsers = {
  jsonl: parseJsonLines,
  ndjson: parseJsonLines,
  json: parseJson,
  txt: (text, source, id) => ({ documents: [{ id, source, text, format: 'plain' }] }),
  md: (text, source, id) => ({ documents: [{ id, source, text, format: 'markdown' }] }),
  html: (text, source, id) => ({ documents: [{ id, source, ...extractArticle(parseHtml(text)) }] }),
  htm: (...file) => parsers.html(...file),
  xhtml: (...file) => parsers.html(...file),
  text: (...file) => parsers.txt(...file),
  markdown: (...file) => parsers.md(...file),
}

/**
 * `from` counts lines and articles across chunks.
 * @type {(text: string, source: string, stem: string, from?: LineCounters) => Parsed}
 */
function parseJsonLines(text, source, stem, from = { line: 0, number: 0 }) {
  /** @type {SourceDocument[]} */
  const documents = []
  /** @type {Refusal[]} */
  const refusals = []
  text.split('\n').forEach((line, index) => {
    if (!line.trim()) return
    const at = from.line + index + 1
    from.number += 1
    try {
      documents.push(withIdentity(JSON.parse(line), `${source}:${at}`, `${stem}/${from.number}`))
    } catch (error) {
      refusals.push({
        code: 'input',
        message: /** @type {Error} */ (error).message,
        source,
        line: at,
      })
    }
  })
  return { documents, refusals }
}

/**
 * One article, a list of them, or { title, documents }.
 * @type {(text: string, source: string, stem: string) => Parsed}
 */
function parseJson(text, source, stem) {
  let value
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw inputError(`${source}: ${/** @type {Error} */ (error).message}`)
  }
  const list = Array.isArray(value) ? value : (value?.documents ?? [value])
  /** @type {SourceDocument[]} */
  const documents = []
  /** @type {Refusal[]} */
  const refusals = []
  list.forEach((/** @type {unknown} */ item, /** @type {number} */ index) => {
    try {
      documents.push(withIdentity(item, source, list.length > 1 ? `${stem}/${index + 1}` : stem))
    } catch (error) {
      refusals.push({
        code: 'input',
        message: `article ${index + 1}: ${/** @type {Error} */ (error).message}`,
        source,
        line: null,
      })
    }
  })
  return { documents, refusals, title: Array.isArray(value?.documents) ? value.title : undefined }
}

/**
 * An article without an id gets the one that the command line gives it, so that links work in both.
 * @type {(item: any, source: string, id: string) => SourceDocument}
 */
function withIdentity(item, source, id) {
  if (typeof item?.text !== 'string' && !Array.isArray(item?.blocks))
    throw new Error('no "text" in it')
  return { ...item, id: item.id ?? id, source: item.source ?? source }
}

/**
 * Title, date, language, URL and blocks of a parsed page.
 * @type {(page: Document) => SourceDocument}
 */
export function extractArticle(page) {
  const blocks = collectBlocks(page.body)
  const titled = blocks.some(({ role }) => role === 'title')
  const meta = metadata(page)
  /** @type {(selector: string) => string | undefined} */
  const text = (selector) => page.querySelector(selector)?.textContent.replace(/\s+/g, ' ').trim()
  return {
    title: titled ? null : withoutSiteName(meta('og:title') ?? text('title'), meta('og:site_name')),
    date:
      meta(...DATES) ??
      linkedDate(page) ??
      page.querySelector('time[datetime]')?.getAttribute('datetime') ??
      null,
    language: page.documentElement.lang || meta('content-language', 'og:locale'),
    url: page.querySelector('link[rel="canonical" i]')?.getAttribute('href') ?? meta('og:url'),
    blocks,
  }
}

/**
 * Returns a lookup of metadata: the first of several names that has a value, else `null`.
 * @type {(page: Document) => (...names: string[]) => string | null}
 */
function metadata(page) {
  const known = new Map()
  for (const tag of page.querySelectorAll('meta[content]')) {
    for (const key of ['property', 'name', 'itemprop', 'http-equiv']) {
      const name = tag.getAttribute(key)?.toLowerCase()
      const content = tag.getAttribute('content').trim()
      if (name && content && !known.has(name)) known.set(name, content)
    }
  }
  return (...names) => known.get(names.find((name) => known.has(name))) ?? null
}

/** @type {(title: string | null | undefined, site: string | null) => string | null} */
function withoutSiteName(title, site) {
  if (!title) return null
  const bare =
    site && title.endsWith(site)
      ? title.slice(0, -site.length).replace(/[ \-–—|:·•»]+$/, '')
      : title
  return bare || title
}

/** @type {(page: Document) => string | null} */
function linkedDate(page) {
  /** @type {(value: any) => string | null} */
  const find = (value) => {
    if (value === null || typeof value !== 'object') return null
    if (typeof value.datePublished === 'string') return value.datePublished
    return Object.values(value).reduce((found, inner) => found ?? find(inner), null)
  }
  for (const script of page.querySelectorAll('script[type="application/ld+json" i]')) {
    try {
      const found = find(JSON.parse(script.textContent))
      if (found) return found
    } catch {
      // Invalid JSON-LD is ignored.
    }
  }
  return null
}

/** @type {TrustedTypePolicy | undefined} */
let policy

/**
 * Trusted Types: the parser needs a policy. The parsed document is only read, never rendered.
 * @type {(text: string) => Document}
 */
function parseHtml(text) {
  policy ??= globalThis.trustedTypes?.createPolicy('reading-room-html', {
    createHTML: (html) => html,
  })
  return new DOMParser().parseFromString(policy?.createHTML(text) ?? text, 'text/html')
}

/**
 * In `words`,
 * stands for <br> and \f for the edge of a cell; white space of the source is a space.
 * @type {(body: Element | null) => ParsedBlock[]}
 */
function collectBlocks(body) {
  /** @type {ParsedBlock[]} */
  const blocks = []
  let words = ''
  let titled = false

  /** @type {(context: any) => void} */
  const flush = ({ chrome, role, row }) => {
    for (const part of words.split(/\n[ \n]*\n/)) {
      const cells = part.split('\f').filter((cell) => VISIBLE.test(cell))
      const text = cells
        .map((cell) => cell.replace(/^[ \n]+|[ \n]+$/g, ''))
        .join(' | ')
        .replace(/ *\n */g, '\n')
        .replace(/ +/g, ' ')
      const prose = row && text.split(/[ \n]+/).length >= PROSE_WORDS
      const empty = row ? !/[\p{L}\p{N}]/u.test(text) : !text
      if (!empty) blocks.push({ role: chrome ? 'boilerplate' : prose ? 'paragraph' : role, text })
    }
    words = ''
  }

  /** @type {(tag: string, role: string | null, context: any) => any} */
  const within = (tag, role, context) => {
    const first = tag === 'h1' && !titled && !context.chrome
    titled ||= first
    return {
      role: first ? 'title' : (ROLES[tag] ?? context.role),
      row: tag === 'tr' || (context.row && !ROLES[tag]),
      lines: context.lines || tag === 'pre',
      inContent: context.inContent || tag === 'article' || tag === 'main',
      chrome:
        context.chrome ||
        (!context.inContent && (CHROME.has(tag) || CHROME_ROLES.has(role?.toLowerCase()))),
    }
  }

  /** @type {(parent: Node, context: any) => void} */
  const walk = (parent, context) => {
    for (const child of /** @type {NodeListOf<any>} */ (parent.childNodes)) {
      const tag = child.localName
      if (child.nodeType === 3)
        words += context.lines
          ? child.data.replace(/\s*\n\s*/g, '\n')
          : child.data.replace(/[ \t\r\n\f]+/g, ' ')
      else if (child.nodeType !== 1 || isSkipped(tag, context) || isHidden(child)) continue
      else if (tag === 'br') words += '\n'
      else if (INLINE.has(tag) || tag === 'button') walk(child, context)
      else if (CELLS.has(tag)) {
        words += '\f'
        walk(child, context)
      } else {
        flush(context)
        const inner = within(tag, child.getAttribute('role'), context)
        walk(child, inner)
        flush(inner)
      }
    }
  }

  const outermost = { role: 'paragraph', row: false, lines: false, inContent: false, chrome: false }
  if (body) walk(body, outermost)
  flush(outermost)
  return blocks
}

/**
 * Accordions wrap the heading in a button; other buttons are controls.
 * @type {(tag: string, context: { role: string }) => boolean}
 */
function isSkipped(tag, { role }) {
  return SKIPPED.has(tag) && !(tag === 'button' && (role === 'heading' || role === 'title'))
}

/** @type {(element: Element) => boolean} */
function isHidden(element) {
  const hidden = element.getAttribute('hidden')
  const style = element.getAttribute('style') ?? ''
  return (
    (hidden !== null && hidden.toLowerCase() !== 'until-found') ||
    /(^|;)\s*display\s*:\s*none\b/i.test(style)
  )
}

/** @type {(message: string) => Error} */
function inputError(message) {
  return Object.assign(new Error(message), { code: 'input' })
}
