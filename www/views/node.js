// The one way to make an element: attributes by name, children as nodes or text. Never HTML.

/** `null`, `undefined` and `false` leave an attribute or a child out; `true` sets an empty attribute. */
export function node(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.flat(Infinity).filter((child) => child != null && child !== false))
  return element
}

/** Segments as text, hits as <mark>. A hit of almost the same spelling, or by another name, looks a little different. */
export function marked(segments) {
  return segments.map(({ text, hit, as }) => (hit ? node('mark', { class: (as === 'fuzzy' || as === 'alias') && 'fuzzy' }, text) : text))
}

/** `lang` and `dir` for words of an article. */
export function speech(language) {
  return { lang: language, dir: language ? (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr') : 'auto' }
}

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])
