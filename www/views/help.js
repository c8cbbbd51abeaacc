// The help: how to ask, which keys there are, and what a reader may choose.

import { LANGUAGES } from '../strings/say.js'
import { node } from './node.js'
import { keys, tips } from './tips.js'

export function help({ letters, theme }, say) {
  const languages = Object.keys(LANGUAGES).map((code) => node(
    'option', { value: code, lang: code, selected: code === say.lang }, new Intl.DisplayNames(code, { type: 'language' }).of(code),
  ))
  const themes = Object.entries(say.themes).map(([value, words]) => node(
    'label', {}, node('input', { type: 'radio', name: 'theme', value, 'data-do': 'theme', checked: value === theme }), words,
  ))
  return [
    node(
      'form', { method: 'dialog', class: 'bar' },
      node('h2', { id: 'help-title', class: 'small' }, say.help),
      node('button', { 'aria-label': say.close, title: say.close }, '✕'),
    ),
    node('h3', { class: 'small' }, say.searchingTitle), tips(say),
    node('h3', { class: 'small' }, say.keysTitle), keys(say),
    node('label', {}, node('input', { type: 'checkbox', 'data-do': 'letters', checked: letters }), say.letters),
    node('label', {}, say.language, node('select', { 'data-do': 'language' }, languages)),
    node('fieldset', {}, node('legend', { class: 'small' }, say.appearance), themes),
  ]
}
