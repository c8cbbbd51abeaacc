// Citations of an article or of a passage in it. Pure.

/** @import { Citation, I18n } from './internal.d.ts' */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * A citation in `style`. `article` is an ArticleRow, `passage` the text quoted ('' for none),
 * `link` the URL that leads back to it, `today` an ISO date, `collection` the title of the corpus.
 * @type {(style: string, given: Omit<Citation, 'i18n'>, i18n: I18n) => string}
 */
export function cite(style, { article, passage, link, today, collection }, i18n) {
  return styles[style]({ article, passage, link, today, collection, i18n })
}

/** @type {Record<string, (citation: Citation) => string>} */
const styles = {
  link: ({ link }) => link,
  plain: (all) => `${quoted(all.passage)}${source(all)}, ${all.link}`,
  markdown: ({ passage, article, link, ...all }) => {
    const quote =
      passage &&
      `${passage
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}\n\n`
    const label = article.label.replace(/[[\]]/g, '\\$&')
    return `${quote}[${label}](<${link}>)${details({ article, ...all })}`
  },
  bibtex({ article, passage, link, today, collection }) {
    const [year, month, date] = (article.date ?? '').split('-')
    const fields = {
      title: `{${tex(article.label)}}`,
      howpublished: tex(article.source),
      year,
      month: MONTHS[Number(month) - 1],
      day: date && Number(date),
      url: article.url ?? link,
      urldate: today,
      note: tex([collection, passage && `“${passage}”`].filter(Boolean).join(': ')),
    }
    const lines = Object.entries(fields)
      .filter(([, value]) => value)
      .map(([name, value]) => {
        return `  ${name} = ${name === 'month' ? value : `{${value}}`}`
      })
    return `@misc{${key(article)},\n${lines.join(',\n')}\n}`
  },
  csl({ article, passage, link, today, collection }) {
    /** @type {(iso: string) => object} */
    const parts = (iso) => ({ 'date-parts': [iso.split('-').map(Number)] })
    const item = {
      id: key(article),
      type: 'article-newspaper',
      title: article.label,
      'container-title': article.source || undefined,
      issued: article.date ? parts(article.date) : undefined,
      accessed: parts(today),
      URL: article.url ?? link,
      language: article.language ?? undefined,
      archive: collection || undefined,
      note: passage || undefined,
    }
    return JSON.stringify([item], null, 2)
  },
}

/** @type {(passage: string) => string} */
const quoted = (passage) => passage && `“${passage}”\n— `

/** @type {(citation: Citation) => string} */
function source({ article, ...all }) {
  return `${article.label}${details({ article, ...all })}`
}

/** @type {(citation: Pick<Citation, 'article' | 'today' | 'collection' | 'i18n'>) => string} */
function details({ article, today, collection, i18n }) {
  const parts = [
    article.source,
    article.date && i18n.date(article.date),
    collection,
    i18n.accessed({ date: i18n.date(today) }),
  ]
  return parts
    .filter(Boolean)
    .map((part) => `, ${part}`)
    .join('')
}

/** @type {(text: string) => string} */
const tex = (text) =>
  text.replace(
    /[\\{}$&%#_~^]/g,
    (sign) =>
      ({ '\\': '\\textbackslash{}', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}' })[
        sign
      ] ?? `\\${sign}`,
  )

/**
 * Citation key: the year, then letters and digits of the id, which is unique in the corpus.
 * @type {(article: { id: string, date: string | null }) => string}
 */
const key = ({ id, date }) =>
  `${(date ?? '').slice(0, 4)}${
    id
      .normalize('NFD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'article'
  }`
