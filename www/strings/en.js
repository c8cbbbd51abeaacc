// Every word the shell says, in English. Numbers, plurals and dates by Intl, in the English of `lang` where it is one.

export function english(lang) {
  const locale = /^en(-|$)/i.test(lang ?? '') && known(lang) ? lang : 'en'
  const number = new Intl.NumberFormat(locale)
  const plural = new Intl.PluralRules(locale)
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const count = (n, one, other) => `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`
  const articles = (n) => count(n, 'article', 'articles')
  const outcome = (total, complete) => {
    if (!total) return 'Nothing found for '
    if (complete === total) return `${articles(total)} for `
    if (!complete) return `${count(total, 'article has', 'articles have')} only some of the words: `
    const whole = count(complete, 'article has', 'articles have')
    return `${whole} every word, ${count(total - complete, 'has', 'have')} some: `
  }

  return {
    lang: 'en',
    dir: 'ltr',
    ...fixed,
    articles,
    words: (n) => count(n, 'word', 'words'),
    date: (iso) => shownDate(iso, day),
    span: (first, last) => shownSpan(first, last, month),
    placeholder: (n) => (n ? `Search ${articles(n)}` : 'Search'),
    progress: ({ done, total }) => `Reading ${number.format(done)} of ${articles(total)}`,
    found: ({ total, complete, query }) => [outcome(total, complete), query.trim()],
    showMore: (n) => `Show ${number.format(n)} more`,
    also: (terms) => `also: ${list.format(terms)}`,
    similar: (terms) => `similar spelling: ${list.format(terms)}`,
    inArticles: (n) => `in ${articles(n)}`,
    hit: (at, total) => (at ? `${number.format(at)} of ${number.format(total)}` : count(total, 'match', 'matches')),
    showAside: (n) => `Show the ${count(n, 'passage', 'passages')} set aside`,
    hideAside: (n) => `Hide the ${count(n, 'passage', 'passages')} set aside`,
    refused: (n) => `${articles(n)} could not be read`,
    andMore: (n) => `and ${number.format(n)} more`,
    failure: (code) => failures[code] ?? failures.other,
    pageTitle: (page, room) => (page ? `${page} – ${room}` : room),
  }
}

const fixed = {
  room: 'Reading room',
  searchLabel: 'Search the articles',
  search: 'Search',
  suggestions: 'Suggestions',
  article: 'Article',
  undated: 'undated',
  help: 'Help',
  loading: 'Opening the articles',
  start: 'Open the articles',
  allArticles: 'All articles',
  didYouMean: 'Did you mean ',
  partly: 'These hold only some of the words',
  partial: 'only some of the words',
  tipsTitle: 'What may help',
  sort: 'Sort',
  sorts: { relevance: 'Best match', newest: 'Newest first', oldest: 'Oldest first' },
  backToResults: 'Back to results',
  backToFront: 'All articles',
  original: 'Original',
  hitsLabel: 'Matches in this article',
  previousHit: 'Previous match',
  nextHit: 'Next match',
  neighbours: 'Other articles',
  previous: 'Previous',
  next: 'Next',
  setAside: 'Set aside',
  missing: 'There is no such article here',
  missingText: 'The link may be old, or belong to another collection.',
  emptyTitle: 'Nothing to read yet',
  emptyText: 'This collection holds no article that can be read.',
  details: 'Details',
  restart: 'Start again',
  close: 'Close',
  keysTitle: 'Keys',
  letters: 'Single-letter keys',
  appearance: 'Appearance',
  themes: { auto: 'As the system', light: 'Light', dark: 'Dark', sepia: 'Sepia' },
  searchingTitle: 'Searching',
  tips: [
    ['two words', 'articles with both come first'],
    ['"two words"', 'exactly this phrase'],
    ['-word', 'without this word'],
    ['this OR that', 'either will do'],
    ['title:word', 'in the headline'],
    ['after:2024-01 before:2025', 'by date'],
  ],
  keys: [
    ['/', 'search'],
    ['Esc', 'close, clear, go back'],
    ['↓ ↑ or j k', 'through the list'],
    ['Enter', 'open'],
    ['n p', 'next and previous match'],
    ['[ ]', 'previous and next article'],
    ['?', 'this help'],
  ],
}

const failures = {
  input: ['The articles could not be read', 'The file with the articles is missing or is not what it should be.'],
  damaged: ['The articles could not be read', 'The stored collection is damaged. A fresh copy may help.'],
  'newer-version': ['This collection is too new', 'It was made by a newer version of the reader.'],
  'too-large': ['This collection is too large', 'It holds more text than the reader can open at once.'],
  unsupported: ['The search cannot run here', 'This browser lacks, or does not allow, what the search needs.'],
  panic: ['The search stopped', 'Something unforeseen happened. The articles are safe: start again.'],
  other: ['Something went wrong', 'The articles are safe: start again.'],
}

function known(lang) {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0
  } catch {
    return false
  }
}

// Anything that is not a plain day is shown as it stands.
function shownDate(iso, day) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : NaN
  return Number.isNaN(time) ? iso : day.format(time)
}

function shownSpan(first, last, month) {
  const [from, to] = [Date.parse(first), Date.parse(last)]
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return [...new Set([first, last])].join(' – ')
  return month.formatRange(from, to)
}
