/** Every engine by its name; Reading Room first. */
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

/** Engines that run only in a browser. */
export const BROWSER_ONLY = ['pagefind']
