// Parses Markdown into blocks as the command line does (src/document/formats/markdown.rs). The
// lexer is loaded with the controller.

import { Lexer } from 'marked'

/** @import { ParsedBlock, Role, SourceDocument } from '../internal.d.ts' */

/** @type {Record<string, string[]>} */
const FRONT_MATTER_KEYS = {
  title: ['title'],
  date: ['date', 'published', 'pubdate', 'publishdate'],
  language: ['lang', 'language'],
  url: ['url', 'canonical', 'canonical_url', 'link', 'original'],
}

/**
 * { title, date, language, url, blocks } of a Markdown file; front matter is not part of the text.
 * @type {(text: string) => SourceDocument}
 */
export function parseMarkdown(text) {
  const [front, body] = splitFrontMatter(text)
  const builder = new BlockBuilder()
  walk(new Lexer({ gfm: true }).lex(withoutFootnoteMarks(body)), ['paragraph'], builder)
  builder.close('paragraph')
  return { ...parseFrontMatter(front), format: 'markdown', blocks: builder.blocks }
}

/**
 * Front matter: YAML or TOML between fences, or leading `Title: Night trains` lines without.
 * @type {(text: string) => [string, string]}
 */
function splitFrontMatter(text) {
  const fenced =
    /^(---|\+\+\+)[ \t]*\r?\n(?=\S)([\s\S]*?)\r?\n(?:\1|(?<=---[\s\S]*)\.\.\.)[ \t]*(?:\r?\n|$)/
  const ruled = fenced.exec(text)
  if (ruled) return [ruled[2], text.slice(ruled[0].length)]
  let length = 0
  let known = false
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    if (!line.trim()) break
    if (!(length > 0 && /^[ \t]/.test(line))) {
      const key = /^(\p{L}[\p{L}\p{N} _-]{0,31}):(?=\s|$)/u.exec(line.replace(/^\uFEFF/, ''))?.[1]
      if (!key) return ['', text]
      known ||= /^(title|date)$/i.test(key.trim())
    }
    length += line.length
  }
  return known && text.slice(length).trim()
    ? [text.slice(0, length), text.slice(length)]
    : ['', text]
}

/** @type {(front: string) => Record<string, string>} */
function parseFrontMatter(front) {
  /** @type {Record<string, string>} */
  const found = {}
  for (const line of front.split(/\r?\n/)) {
    const [, key, rest] = /^([^:=]*)[:=](.*)$/.exec(line.replace(/^\uFEFF/, '')) ?? []
    const value = rest
      ?.trim()
      .replace(/^["']+|["']+$/g, '')
      .trim()
    if (!value || /^[ \t#-]/.test(line)) continue
    const slot = Object.keys(FRONT_MATTER_KEYS).find((name) =>
      FRONT_MATTER_KEYS[name].includes(key.trim().toLowerCase()),
    )
    if (slot) found[slot] ??= value
  }
  return found
}

/**
 * A footnote is a paragraph where it is defined; references to it are dropped.
 * @type {(text: string) => string}
 */
function withoutFootnoteMarks(text) {
  const defined = new Set()
  const bare = text.replace(/^ {0,3}\[\^([^\]\s]+)\]:[ \t]*/gm, (mark, name) => {
    defined.add(name)
    return ''
  })
  return bare.replace(/\[\^([^\]\s]+)\]/g, (mark, name) => (defined.has(name) ? '' : mark))
}

/**
 * `roles` are those of the open elements, outermost first.
 * @type {(
 *   tokens: any[],
 *   roles: Role[],
 *   builder: BlockBuilder,
 *   state?: { titled: boolean }
 * ) => void}
 */
function walk(tokens, roles, builder, state = { titled: false }) {
  const role = roles.at(-1)
  /** @type {(own: Role, read: (open: Role[]) => void) => void} */
  const within = (own, read) => {
    builder.close(role)
    read([...roles, own])
    builder.close(own)
  }
  /** @type {(own: Role, token: any) => void} */
  const inner = (own, token) => within(own, (open) => walk(token.tokens, open, builder, state))
  for (const token of tokens) {
    switch (token.type) {
      case 'heading': {
        const first = token.depth === 1 && !state.titled && roles.length === 1
        state.titled ||= first
        inner(first ? 'title' : 'heading', token)
        break
      }
      case 'paragraph':
        inner(role, token)
        break
      case 'blockquote':
        inner('quote', token)
        break
      case 'list':
        within(role, (open) => {
          for (const item of token.items) {
            builder.close(role)
            walk(item.tokens, [...open, 'list-item'], builder, state)
            builder.close('list-item')
          }
        })
        break
      case 'table':
        within(role, (open) => {
          for (const cells of [token.header, ...token.rows]) {
            for (const cell of cells) {
              builder.breakCell()
              walk(cell.tokens, [...open, 'caption'], builder, state)
            }
            builder.closeRow('caption')
          }
        })
        break
      case 'code':
        within(role, () => builder.pushLines(token.text))
        break
      case 'hr':
        builder.close(role)
        break
      case 'html':
        if (token.block) within(role, () => pushHtml(token.text, builder))
        else if (/^<br/i.test(token.text)) builder.breakLine()
        break
      case 'br':
        builder.breakLine()
        break
      case 'codespan':
        builder.push(token.text)
        break
      case 'escape':
        builder.push(token.text)
        break
      case 'image':
        builder.push(token.text)
        break
      default:
        if (token.tokens) walk(token.tokens, roles, builder, state)
        else if (token.text) builder.pushLines(decodeEntities(token.text))
    }
  }
}

/** @type {(html: string, builder: BlockBuilder) => void} */
function pushHtml(html, builder) {
  for (const line of html.split('\n')) {
    builder.push(line.replace(/<[^>]*(>|$)/g, ''))
    builder.breakLine()
  }
}

/** @type {TrustedTypePolicy | undefined} */
let policy

/**
 * Decodes character references. Only the text of the parsed document is used.
 * @type {(text: string) => string}
 */
function decodeEntities(text) {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x?[\da-f]+|[a-z][a-z\d]*);/gi, (entity) => {
    policy ??= globalThis.trustedTypes?.createPolicy('reading-room-entities', {
      createHTML: (html) => html,
    })
    const html = `<p>${entity}`
    const letters = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, 'text/html')
      .body.textContent
    return /^\s$/.test(letters) ? ' ' : letters
  })
}

const SEPARATORS = { none: '', space: ' ', line: '\n', cell: ' | ' }
const BY_WIDTH = Object.keys(SEPARATORS)

/**
 * Collapses white space and splits text into blocks, as src/document/formats/block_collector.rs.
 */
class BlockBuilder {
  /** @type {ParsedBlock[]} */
  blocks = []
  #words = ''
  /** @type {keyof typeof SEPARATORS} */
  #gap = 'none'

  /** @type {(text: string) => void} */
  push(text) {
    for (const [, word, space] of text.matchAll(/([^ \t\r\n\f]*)([ \t\r\n\f]*)/g)) {
      if (
        word &&
        !(
          (!this.#words || this.#gap === 'cell') &&
          /^[\s\p{Cc}\u200B-\u200F\u2060\uFEFF\u00AD]*$/u.test(word)
        )
      ) {
        this.#words += (this.#words && SEPARATORS[this.#gap]) + word
        this.#gap = 'none'
      }
      if (space) this.#widen('space')
    }
  }

  /** @type {(text: string) => void} */
  pushLines(text) {
    text.split('\n').forEach((line, index) => {
      if (index) this.breakLine()
      this.push(line)
    })
  }

  breakLine() {
    this.#widen('line')
  }

  breakCell() {
    this.#gap = 'cell'
  }

  /** @type {(gap: keyof typeof SEPARATORS) => void} */
  #widen(gap) {
    if (BY_WIDTH.indexOf(gap) > BY_WIDTH.indexOf(this.#gap)) this.#gap = gap
  }

  /** @type {(role: Role) => void} */
  close(role) {
    if (this.#words) this.blocks.push({ role, text: this.#words })
    this.#words = ''
    this.#gap = 'none'
  }

  /**
   * Closes a row; one without a letter or digit is dropped.
   * @type {(role: Role) => void}
   */
  closeRow(role) {
    if (!/[\p{L}\p{N}]/u.test(this.#words)) this.#words = ''
    this.close(role)
  }
}
