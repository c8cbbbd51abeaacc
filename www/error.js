/** What the engine throws: a sentence for people and a `code` for programs that stays the same between releases. */
export class RoomError extends Error {
  constructor(code, message) {
    super(message)
    this.name = 'RoomError'
    this.code = code
  }
}
