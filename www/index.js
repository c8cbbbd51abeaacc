/** Entry point of the package `reading-room`: the engine without the element. */
export { open } from './engine.js'
export { RoomError } from './error.js'
