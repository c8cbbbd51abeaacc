// What modules in www/ find in their surroundings that `tsc` does not know of. Development only: nothing of it ships.

declare module '*.css' {
  const css: string
  export default css
}
declare module '*.html' {
  const html: string
  export default html
}
declare module 'node:fs/promises' {
  export function readFile(address: URL): Promise<Uint8Array<ArrayBuffer>>
}
declare module 'd3-dsv' {
  export function dsvFormat(delimiter: string): { parseRows(text: string): string[][] }
}
// Made by wasm-bindgen, with types of its own; this stands in where the core is not built yet.
declare module '*/pkg/reading_room.js'

declare var readingRoomPart: (name: string, base64: string) => void
declare var process: unknown

interface TrustedTypePolicy {
  createHTML(html: string): string
  createScriptURL(url: string): string
}
declare var trustedTypes: {
  createPolicy(name: string, rules: Partial<TrustedTypePolicy>): TrustedTypePolicy
}
