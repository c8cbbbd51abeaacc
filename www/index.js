/** The package `reading-room`: rooms to search, without the element. */
export { open } from './engine.js'
export { RoomError } from './error.js'
