// The help dialog: query syntax, shortcuts, preferences.

import { LANGUAGES } from '../strings/i18n.js'
import { node } from './dom.js'
import { keyReference, queryReference } from './reference.js'

/** @import { I18n } from '../internal.d.ts' */

/** @type {(preferences: { letters: boolean, theme: string }, i18n: I18n) => Node[]} */
export function help({ letters, theme }, i18n) {
  const languages = Object.keys(LANGUAGES).map((code) =>
    node(
      'option',
      { value: code, lang: code, selected: code === i18n.lang },
      new Intl.DisplayNames(code, { type: 'language' }).of(code),
    ),
  )
  const themes = Object.entries(i18n.themes).map(([value, words]) =>
    node(
      'label',
      {},
      node('input', {
        type: 'radio',
        name: 'theme',
        value,
        'data-action': 'theme',
        checked: value === theme,
      }),
      words,
    ),
  )
  return [
    node(
      'form',
      { method: 'dialog', class: 'bar' },
      node('h2', { id: 'help-title', class: 'small' }, i18n.help),
      node('button', { 'aria-label': i18n.close, title: i18n.close }, '✕'),
    ),
    node('h3', { class: 'small' }, i18n.searchingTitle),
    queryReference(i18n),
    node('h3', { class: 'small' }, i18n.keysTitle),
    keyReference(i18n),
    node(
      'label',
      {},
      node('input', { type: 'checkbox', 'data-action': 'letters', checked: letters }),
      i18n.letters,
    ),
    node('label', {}, i18n.language, node('select', { 'data-action': 'language' }, languages)),
    node('fieldset', {}, node('legend', { class: 'small' }, i18n.appearance), themes),
  ]
}
