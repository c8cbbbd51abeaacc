// The front page: every article, a page at a time.

import { PAGE_ARTICLES } from '../state.js'
import { leading } from './entity.js'
import { node } from './node.js'
import { list, more, row } from './row.js'

export function front(state, say) {
  const { overview } = state
  const left = overview.total - overview.articles.length
  return [
    node('h2', { class: 'label', tabindex: -1, 'data-heading': true }, say.allArticles),
    list(overview.articles.map((article) => row(article, {}, say)), { class: overview.firstDate ? 'rows front dated' : 'rows front', part: 'list' }),
    more(Math.min(left, PAGE_ARTICLES), say),
    leading(state, say),
    node('slot', { name: 'about' }),
  ]
}
