// Every word the shell says, in English. Numbers, plurals and dates by Intl, in the English of `lang` where it is one.

export function english(lang) {
  const locale = /^en(-|$)/i.test(lang ?? '') && known(lang) ? lang : 'en'
  const number = new Intl.NumberFormat(locale)
  const plural = new Intl.PluralRules(locale)
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'long' })
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const languageNames = new Intl.DisplayNames(locale, { type: 'language' })
  const count = (n, one, other) => `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`
  const percent = new Intl.NumberFormat(locale, { style: 'percent' })
  const articles = (n) => count(n, 'article', 'articles')
  const outcome = (total, complete, query) => {
    if (!query) return total ? articles(total) : 'Nothing found'
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
    period: (name) => (name.length < 5 ? name : shownDate(name.padEnd(10, '-01'), name.length < 8 ? month : day)),
    language: (code) => languageNames.of(code) ?? code,
    span: (first, last) => shownSpan(first, last, month),
    placeholder: (n) => (n ? `Search ${articles(n)}` : 'Search'),
    progress: ({ done, total }) => `Reading ${number.format(done)} of ${articles(total)}`,
    found: ({ total, complete, query }) => [outcome(total, complete, query.trim()), query.trim()],
    showMore: (n) => `Show ${number.format(n)} more`,
    also: (terms) => `also: ${list.format(terms)}`,
    similar: (terms) => `similar spelling: ${list.format(terms)}`,
    inArticles: (n) => `in ${articles(n)}`,
    hit: (at, total) => (at ? `${number.format(at)} of ${number.format(total)}` : count(total, 'match', 'matches')),
    number: (n) => number.format(n),
    mentions: (n) => count(n, 'mention', 'mentions'),
    named: ({ mentions, articles: n }) => `${count(mentions, 'mention', 'mentions')} in ${articles(n)}`,
    alsoWritten: (others) => `also written ${list.format(others)}`,
    sameAs: (terms, { kind, name }) => `${list.format(terms)} – ${same[kind] ?? same.other} ${name}`,
    without: (name) => `Without ${name}`,
    sentences: (n) => count(n, 'sentence', 'sentences'),
    times: (n) => count(n, 'time', 'times'),
    quotes: (n) => count(n, 'quotation', 'quotations'),
    amounts: (n) => count(n, 'sum of money', 'sums of money'),
    dates: (n) => count(n, 'date', 'dates'),
    allOf: (n) => `All ${number.format(n)}`,
    apart: (a, b) => `${a} and ${b} are not the same`,
    because: (reason) => reasons[reason] ?? reasons.other,
    sure: (confidence) => (confidence >= 0.9 ? 'Quite sure.' : confidence >= 0.75 ? 'Likely.' : 'A guess.'),
    shared: ({ entities, terms }) => `shares ${list.format([...entities.map(({ name }) => name), ...terms])}`,
    from: (giver) => `from ${giver}`,
    purpose: (purpose) => `for: ${purpose}`,
    money: (value, currency) => shownMoney(value, currency, locale),
    when: ({ from, to }) => (from === to ? shownDate(from, day) : [from && shownDate(from, day), to && shownDate(to, day)].map((d) => d || '…').join(' – ')),
    readingNames: ({ done, total }) => `Names are being read: ${percent.format(done / total)}`,
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
  missing: ['There is no such article here', 'The link may be old, or belong to another collection.'],
  missingEntity: ['Nobody and nothing of this name is known here', 'The link may be old, or belong to another collection.'],
  names: 'People, bodies, places',
  kinds: { person: 'person', organisation: 'organisation', place: 'place', event: 'event', equipment: 'equipment', other: 'other name' },
  kindsMany: {
    person: 'People', organisation: 'Organisations', place: 'Places', event: 'Events', equipment: 'Equipment', other: 'Other names',
  },
  allKinds: 'All',
  noNames: 'No names were found in these articles.',
  namesOff: 'Names were not looked for in these articles.',
  namesUnread: 'Names are being read.',
  namesKnown: 'Names are marked now.',
  limited: 'The names in this language are not covered: only well-known ones are marked.',
  openEntity: 'See everything',
  articlesWith: 'Find articles',
  facets: 'Narrow these down',
  whenPublished: 'When',
  sources: 'Where from',
  languages: 'Languages',
  narrowedTo: 'Only articles with',
  sidelines: 'About this article',
  inThisArticle: 'In this article',
  keySentences: 'Key sentences',
  related: 'Related articles',
  nobody: 'nobody is named',
  open: { undated: 'the day of publication is not known', ambiguous: 'may mean several days', vague: 'no certain day' },
  roles: 'Roles',
  spellings: 'Spellings',
  whyOne: 'Why these are taken for one',
  notTheSame: 'Not the same',
  corrections: 'What you corrected, on this machine only',
  undo: 'Undo',
  associates: 'Named together with',
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
    ['person:name org:name place:name', 'only articles with them, by any spelling'],
    ['said:name', 'only articles that quote them'],
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

const same = { person: 'same person as', organisation: 'same organisation as', place: 'same place as', other: 'same as' }

const reasons = {
  'same-name': 'It is the same name.',
  'other-spelling': 'It is the same name, spelled after another language.',
  'given-form': 'One given name is a form of the other.',
  initial: 'Initials stand for the given names.',
  typo: 'The names differ by a slip of the pen.',
  'wrong-initial': 'Nobody in the article has this initial, and only one has the surname.',
  surname: 'Only one in the article has this surname.',
  'given-name': 'Only one in the article has this given name.',
  'nearest-before': 'Of those in the article with this surname, this one is named last before.',
  'only-bearer': 'Only one in the collection has this surname, and the articles are about the same things.',
  expansion: 'The short form stands in brackets after the name.',
  acronym: 'The letters are the initials of the name.',
  'place-table': 'These are two names of one place.',
  'other-kind': 'Nearly everywhere else this is the name of something of this kind.',
  reader: 'You said that they are the same.',
  other: 'The names fit each other.',
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

// Code and sum are facts of an article; a code that is none is shown as it stands.
function shownMoney(value, currency, locale) {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 2, minimumFractionDigits: 0 }).format(value)
  } catch {
    return `${currency} ${value}`
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
