/** Every engine, by the name it is asked for; ourselves first. */
export const ENGINES = [
  'reading-room',
  'minisearch',
  'flexsearch',
  'lunr',
  'orama',
  'elasticlunr',
  'fuse',
  'sqlite',
]

/** Those that only search in a browser. */
export const BROWSER_ONLY = ['pagefind']
