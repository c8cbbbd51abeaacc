// The real core with one function that panics as soon as it is called: what a bug in it would do.
import { readFile } from 'node:fs/promises'
import binaryen from 'binaryen'

/** The core as WebAssembly bytes, the function exported as `name` being a trap. */
export async function trappingCore(name) {
  const core = binaryen.readBinary(
    await readFile(new URL('../../dist/reading_room_bg.wasm', import.meta.url)),
  )
  const { value } = binaryen.getExportInfo(core.getExport(name))
  const { params, results } = binaryen.getFunctionInfo(core.getFunction(value))
  core.removeFunction(value)
  core.addFunction(value, params, results, [], core.unreachable())
  const bytes = core.emitBinary()
  core.dispose()
  return bytes
}
