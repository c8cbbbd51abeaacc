// An article: its text in a column, hits marked, boilerplate folded away but never lost.

import { format, place } from '../route.js'
import { backLink } from './back-link.js'
import { facts } from './facts.js'
import { annotatedText } from './entity-link.js'
import { heading, node, languageAttributes } from './dom.js'
import { articleMeta } from './row.js'

/**
 * @import {
 *   ArticleRow, Block, Child, EntityRow, I18n, Role, Screen, Segment, ShownArticle
 * } from '../internal.d.ts'
 */

/** @type {Screen} */
export function article(state, i18n) {
  const { article, hits, sort, underlined } = state
  /** @type {number[]} */
  const seen = []
  /** @type {(segments: Segment[]) => Child} */
  const words = (segments) => annotatedText(segments, article.entities ?? [], i18n, seen)
  const asides = article.blocks.filter(({ role }) => role === 'boilerplate').length
  const tracked = article.entities?.find(({ id }) => id && id === article.names)
  return [
    backLink(place({ query: article.query, sort }), i18n),
    node(
      'div',
      { class: 'split' },
      node(
        'div',
        { class: 'column' },
        node(
          'article',
          {
            class: underlined ? 'text' : 'text plain',
            part: 'article',
            ...languageAttributes(article.language),
          },
          node(
            'header',
            { lang: i18n.lang, dir: i18n.dir },
            headline(article, words),
            articleMeta(article, i18n),
            tools(state, i18n),
          ),
          groupBlocks(article.blocks).map((group) => blockGroup(group, words, i18n)),
          hits > 1 &&
            node('div', { class: 'map', 'aria-hidden': 'true' }, node('div', { class: 'strip' })),
        ),
        node(
          'footer',
          { class: 'after' },
          asides > 0 &&
            node(
              'button',
              { type: 'button', 'data-action': 'aside', 'data-key': 'aside' },
              i18n.showAside(asides),
            ),
          originalLink(article.url, i18n),
        ),
        hits > 0 && stepper(tracked, i18n),
      ),
      facts(state, i18n),
    ),
    neighbourLinks(article, i18n),
  ]
}

/** @type {Screen} */
export function missing({ missing: { view } }, i18n) {
  const missing = view === 'article' ? i18n.missing : i18n.missingEntity
  return [
    backLink(place(), i18n),
    heading({ class: 'label' }, missing[0]),
    node('p', {}, missing[1]),
  ]
}

// Longer headlines are set smaller: some are whole sentences.
const LONG_TITLE_CHARS = 90

/** @type {(article: ShownArticle, words: (segments: Segment[]) => Child) => Child} */
function headline({ heading: title, label, language }, words) {
  const classes = ['title', !title && 'untitled', label.length > LONG_TITLE_CHARS && 'long']
    .filter(Boolean)
    .join(' ')
  return heading({ class: classes, ...languageAttributes(language) }, title ? words(title) : label)
}

/**
 * Toolbar of an article.
 * @type {Screen}
 */
function tools({ article, underlined }, i18n) {
  const marks = article.entities?.length > 0
  return node(
    'div',
    { class: 'tools', part: 'tools' },
    marks &&
      node(
        'button',
        {
          type: 'button',
          'data-action': 'underlines',
          'data-key': 'underlines',
          'aria-pressed': String(underlined),
        },
        i18n.underlines,
      ),
    node(
      'details',
      { class: 'cite', 'data-key': 'cite' },
      node('summary', {}, i18n.cite),
      node('p', { class: 'quiet' }, i18n.citeTip),
      node(
        'div',
        { class: 'choices' },
        Object.entries(i18n.citeFormats).map(([style, name]) =>
          node(
            'button',
            {
              type: 'button',
              'data-action': 'cite',
              'data-style': style,
              'data-key': `cite ${style}`,
            },
            name,
          ),
        ),
      ),
    ),
  )
}

/**
 * Groups neighbours that form one element: items of a list, runs of boilerplate.
 * @type {(blocks: Block[]) => { role: Role, blocks: Block[] }[]}
 */
function groupBlocks(blocks) {
  const joined = []
  for (const block of blocks) {
    const last = joined.at(-1)
    const joins = block.role === 'list-item' || block.role === 'boilerplate'
    if (joins && last?.role === block.role) last.blocks.push(block)
    else joined.push({ role: block.role, blocks: [block] })
  }
  return joined
}

const TAGS = { title: 'h3', heading: 'h3', paragraph: 'p', quote: 'blockquote', caption: 'p' }

/**
 * @type {(
 *   group: { role: Role, blocks: Block[] },
 *   words: (segments: Segment[]) => Child,
 *   i18n: I18n
 * ) => Child}
 */
function blockGroup({ role, blocks }, words, i18n) {
  if (role === 'list-item')
    return node(
      'ul',
      {},
      blocks.map(({ segments }) => node('li', {}, words(segments))),
    )
  if (role === 'boilerplate') {
    const passages = blocks.map(({ segments, recurring }) =>
      node(
        'p',
        {},
        segments.map(({ text }) => text),
        recurring && node('span', { class: 'quiet' }, ` · ${i18n.recurs(recurring)}`),
      ),
    )
    return node(
      'div',
      { class: 'aside', role: 'group', 'aria-label': i18n.setAside, hidden: true },
      passages,
    )
  }
  return node(
    TAGS[role] ?? 'p',
    { class: role === 'caption' && 'caption' },
    words(blocks[0].segments),
  )
}

/**
 * Rejects `javascript:` and other schemes.
 * @type {(url: string | null, i18n: I18n) => Child}
 */
function originalLink(url, i18n) {
  const safe = /^https?:\/\//i.test(url ?? '')
  return (
    safe &&
    node(
      'a',
      { class: 'original', href: url, target: '_blank', rel: 'noopener noreferrer' },
      i18n.original,
    )
  )
}

/** @type {(tracked: EntityRow | undefined, i18n: I18n) => Child} */
function stepper(tracked, i18n) {
  /** @type {(action: string, label: string, sign: string) => Child} */
  const button = (action, label, sign) =>
    node(
      'button',
      {
        type: 'button',
        'data-action': action,
        'data-key': action,
        'aria-label': label,
        title: label,
      },
      sign,
    )
  return node(
    'div',
    {
      class: 'stepper',
      part: 'stepper',
      role: 'group',
      'aria-label': tracked ? i18n.mentionsOf(tracked) : i18n.hitsLabel,
    },
    button('previousHit', i18n.previousHit, '↑'),
    tracked && node('bdi', { class: 'walked' }, tracked.name),
    node('span', { 'data-hit': true }),
    button('nextHit', i18n.nextHit, '↓'),
  )
}

/** @type {(article: ShownArticle, i18n: I18n) => Child} */
function neighbourLinks({ previous, next, query }, i18n) {
  /** @type {(to: ArticleRow | null, words: string, rel: string) => Child} */
  const link = (to, words, rel) =>
    to &&
    node(
      'a',
      { rel, href: format(place({ id: to.id, query })) },
      node('small', {}, words),
      node('span', languageAttributes(to.language), to.label),
    )
  return (
    (previous || next) &&
    node(
      'nav',
      { class: 'neighbours', 'aria-label': i18n.neighbours },
      link(previous, i18n.previous, 'prev'),
      link(next, i18n.next, 'next'),
    )
  )
}
