// Creates elements: attributes by name, children as nodes or text. Never HTML strings.

/** @import { Attributes, Child, Segment } from '../internal.d.ts' */

/**
 * `null`, `undefined` and `false` omit an attribute or a child; `true` sets an empty attribute.
 * @type {(tag: string, attributes?: Attributes, ...children: Child[]) => HTMLElement}
 */
export function node(tag, attributes = {}, ...children) {
  return fillNode(document.createElement(tag), attributes, children)
}

/**
 * The same for SVG.
 * @type {(tag: string, attributes?: Attributes, ...children: Child[]) => SVGElement}
 */
export function svgNode(tag, attributes = {}, ...children) {
  return fillNode(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
}

/** @type {<E extends Element>(element: E, attributes: Attributes, children: Child[]) => E} */
function fillNode(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value != null && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(
    .../** @type {any[]} */ (children)
      .flat(Infinity)
      .filter((child) => child != null && child !== false),
  )
  return element
}

/**
 * Segments as text, hits as <mark>. Fuzzy and alias matches get a class of their own.
 * @type {(segments: readonly Segment[]) => Child[]}
 */
export function markHits(segments) {
  return segments.map(({ text, hit, as }) =>
    hit ? node('mark', { class: (as === 'fuzzy' || as === 'alias') && 'fuzzy' }, text) : text,
  )
}

/**
 * `lang` and `dir` for text of an article.
 * @type {(language: string | null) => { lang: string | null, dir: string }}
 */
export function languageAttributes(language) {
  return { lang: language, dir: language ? (RIGHT_TO_LEFT.has(language) ? 'rtl' : 'ltr') : 'auto' }
}

const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi'])

/**
 * The heading of a page, which gets the focus when it opens.
 * @type {(attributes: Attributes, ...children: Child[]) => HTMLElement}
 */
export function heading(attributes, ...children) {
  return node('h2', { tabindex: -1, 'data-heading': true, ...attributes }, ...children)
}

/**
 * A section with a heading.
 * @type {(title: string, ...content: Child[]) => HTMLElement}
 */
export function titledSection(title, ...content) {
  return node('section', {}, node('h3', { class: 'label' }, title), content)
}
