/** What comes in from outside, checked before it reaches the core: there the wrong kind of value would be a panic. */
import { RoomError } from './error.js'

/** `value` as text. A number is turned into it, as ids often are numbers; anything else is refused. */
export function requireText(value, name) {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  throw new RoomError('input', `${name} must be text`)
}

/** `value`, an ArrayBuffer or any view of one, as bytes. */
export function requireBytes(value, name) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  throw new RoomError('input', `${name} must be an ArrayBuffer or a view of one`)
}

/** `value` as a list. */
export function requireList(value, name) {
  if (Array.isArray(value)) return value
  throw new RoomError('input', `${name} must be a list`)
}
