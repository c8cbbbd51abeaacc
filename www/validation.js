/** Checks of arguments from outside: a value of the wrong type would make the core panic. */
import { RoomError } from './error.js'

/** @import { Bytes } from './internal.d.ts' */

/**
 * `value` as a string. Numbers are converted, as ids often are numbers; anything else throws.
 * @type {(value: unknown, name: string) => string}
 */
export function requireText(value, name) {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  throw new RoomError('input', `${name} must be text`)
}

/**
 * `value`, an ArrayBuffer or a view of one, as a Uint8Array.
 * @type {(value: unknown, name: string) => Bytes}
 */
export function requireBytes(value, name) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  if (ArrayBuffer.isView(value))
    return /** @type {Bytes} */ (new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  throw new RoomError('input', `${name} must be an ArrayBuffer or a view of one`)
}

/**
 * `value`, which must be an array.
 * @type {(value: unknown, name: string) => any[]}
 */
export function requireList(value, name) {
  if (Array.isArray(value)) return value
  throw new RoomError('input', `${name} must be a list`)
}
