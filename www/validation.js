/** Checks of arguments from outside: a value of the wrong type would make the core panic. */
import { RoomError } from './error.js'

/** `value` as a string. Numbers are converted, as ids often are numbers; anything else throws. */
export function requireText(value, name) {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  throw new RoomError('input', `${name} must be text`)
}

/** `value`, an ArrayBuffer or a view of one, as a Uint8Array. */
export function requireBytes(value, name) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value))
    return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  throw new RoomError('input', `${name} must be an ArrayBuffer or a view of one`)
}

/** `value`, which must be an array. */
export function requireList(value, name) {
  if (Array.isArray(value)) return value
  throw new RoomError('input', `${name} must be a list`)
}
