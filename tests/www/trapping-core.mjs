// The real core with one function replaced by a trap, as a panic would have it.
import { readFile } from 'node:fs/promises'
import binaryen from 'binaryen'

/** The core's WebAssembly with a trap as the body of the export `name`. */
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
