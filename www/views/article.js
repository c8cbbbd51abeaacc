// An article to read: its text in a column, hits marked, what is set aside folded away but never lost.

import { format, place } from '../route.js'
import { marked, node, speech } from './node.js'
import { about } from './row.js'

export function article({ article, hits, sort }, say) {
  const asides = article.blocks.filter(({ role }) => role === 'boilerplate').length
  return [
    back(article.query, sort, say),
    node(
      'article', { class: 'text', part: 'article', ...speech(article.language) },
      node(
        'header', { lang: say.lang, dir: say.dir },
        headline(article),
        about(article, say),
      ),
      runs(article.blocks).map((run) => drawRun(run, say)),
    ),
    node(
      'footer', { class: 'after' },
      asides > 0 && node('button', { type: 'button', 'data-do': 'aside', 'data-key': 'aside' }, say.showAside(asides)),
      original(article.url, say),
    ),
    hits > 0 && stepper(say),
    neighbours(article, say),
  ]
}

export function missing(state, say) {
  return [
    back('', state.sort, say),
    node('h2', { class: 'label', tabindex: -1, 'data-heading': true }, say.missing),
    node('p', {}, say.missingText),
  ]
}

function back(query, sort, say) {
  const to = place({ query, sort })
  return node('nav', { class: 'back' }, node(
    'a', { href: format(to), 'data-do': 'back' },
    to.view === 'results' ? say.backToResults : say.backToFront,
  ))
}

// Headlines of more letters than this are set smaller: some are whole sentences.
const LONG = 90

function headline({ heading, label, language }) {
  return node('h2', {
    class: ['title', !heading && 'untitled', label.length > LONG && 'long'].filter(Boolean).join(' '), tabindex: -1, 'data-heading': true, ...speech(language),
  }, heading ? marked(heading) : label)
}

/** Blocks that belong together: items of one list, passages set aside one after the other. */
function runs(blocks) {
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

function drawRun({ role, blocks }, say) {
  if (role === 'list-item') return node('ul', {}, blocks.map(({ segments }) => node('li', {}, marked(segments))))
  if (role === 'boilerplate') {
    const passages = blocks.map(({ segments }) => node('p', {}, segments.map(({ text }) => text)))
    return node('div', { class: 'aside', role: 'group', 'aria-label': say.setAside, hidden: true }, passages)
  }
  return node(TAGS[role] ?? 'p', { class: role === 'caption' && 'caption' }, marked(blocks[0].segments))
}

// A link that runs scripts is no link.
function original(url, say) {
  const safe = /^https?:\/\//i.test(url ?? '')
  return safe && node('a', { class: 'original', href: url, target: '_blank', rel: 'noopener noreferrer' }, say.original)
}

function stepper(say) {
  const button = (action, label, sign) =>
    node('button', { type: 'button', 'data-do': action, 'data-key': action, 'aria-label': label, title: label }, sign)
  return node(
    'div', { class: 'stepper', part: 'stepper', role: 'group', 'aria-label': say.hitsLabel },
    button('previousHit', say.previousHit, '↑'),
    node('span', { 'data-hit': true }),
    button('nextHit', say.nextHit, '↓'),
  )
}

function neighbours({ previous, next, query }, say) {
  const link = (to, words, rel) => to && node(
    'a', { rel, href: format(place({ id: to.id, query })), 'data-do': 'article', 'data-id': to.id, 'data-query': query },
    node('small', {}, words),
    node('span', speech(to.language), to.label),
  )
  return (previous || next) && node(
    'nav', { class: 'neighbours', 'aria-label': say.neighbours },
    link(previous, say.previous, 'prev'), link(next, say.next, 'next'),
  )
}
