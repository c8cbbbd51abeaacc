/** An error of the engine: a message for people, and a `code` that is stable between releases. */
export class RoomError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message)
    this.name = 'RoomError'
    this.code = code
  }
}
