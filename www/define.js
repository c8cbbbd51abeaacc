// Registers `<reading-room>`. Safe to import twice, beside another copy, and without a browser.
import { ReadingRoom } from './reading-room.js'

export { ReadingRoom }

const registry = globalThis.customElements
if (registry && !registry.get('reading-room')) registry.define('reading-room', ReadingRoom)
