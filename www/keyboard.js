// Keyboard shortcuts. Pure, so that all of them can be tested as a table.

/** @import { Focus, Key, Options, State } from './internal.d.ts' */

/** @type {Record<string, string>} */
const SECTIONS = {
  s: 'front',
  e: 'entities',
  q: 'quotes',
  m: 'amounts',
  t: 'timeline',
  g: 'graph',
  a: 'about',
  o: 'own',
}
/** @type {Record<string, string>} */
const LETTERS = {
  '/': 'field',
  '?': 'help',
  n: 'nextHit',
  p: 'previousHit',
  '[': 'previous',
  ']': 'next',
  j: 'down',
  k: 'up',
  g: 'chord',
}

/**
 * The action for a key event, or `null` to leave it to the browser.
 * `focus` is 'field' | 'editable' | 'row' | 'heading' | 'other'; `letters` says whether
 * single-letter keys are on; `chord` whether `g` was pressed just before, so that this letter names
 * a section.
 * Keys with Ctrl, Cmd or Alt, and those of an input method, are never taken.
 * @type {(
 *   event: Key,
 *   context: {
 *     focus: Focus, view: State['view'], options: Options, letters: boolean, chord: boolean
 *   }
 * ) => string | null}
 */
export function actionForKey(event, { focus, view, options, letters, chord }) {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey)
    return null
  if (focus === 'field') return actionInField(event.key, options)
  if (focus === 'editable') return null
  if (event.key === 'Escape') return view === 'front' ? null : 'leave'
  if (event.key === 'ArrowDown')
    return focus === 'row' || focus === 'heading' ? arrow(view, 'down') : null
  if (event.key === 'ArrowUp') return focus === 'row' ? arrow(view, 'up') : null
  if (letters && chord)
    return Object.hasOwn(SECTIONS, event.key) ? `section ${SECTIONS[event.key]}` : null
  return letters ? letter(event.key, view) : null
}

/** @type {(key: string, options: Options) => string | null} */
function actionInField(key, options) {
  const { length } = options.items
  if (key === 'ArrowDown') return length ? 'nextOption' : 'down'
  if (key === 'ArrowUp') return length ? 'previousOption' : null
  if (key === 'Enter') return options.active >= 0 ? 'choose' : null // the form submits
  if (key === 'Escape') return length ? 'close' : 'clear'
  return null
}

/**
 * In an article the arrow keys scroll.
 * @type {(view: State['view'], action: string) => string | null}
 */
const arrow = (view, action) => (view === 'article' ? null : action)

/** @type {(key: string, view: State['view']) => string | null} */
function letter(key, view) {
  const action = Object.hasOwn(LETTERS, key) ? LETTERS[key] : null
  if (action === 'down' || action === 'up') return arrow(view, action)
  const forArticle = ['nextHit', 'previousHit', 'previous', 'next'].includes(action)
  return forArticle && view !== 'article' ? null : action
}
