// How esbuild reads www/: what build.mjs, which makes what ships, and dev.mjs have in common.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import * as esbuild from 'esbuild'
import { dataBlocks } from './data-block.js'

export const here = (path) => new URL(path, import.meta.url).pathname

/** The generated glue of the core, in place of that in `pkg/`. */
const glueFrom = (glue) => ({
  name: 'glue of the core',
  setup(build) {
    build.onResolve({ filter: /\/pkg\/reading_room\.js$/ }, () => ({ path: glue }))
  },
})

/**
 * Imports the single page's index.html as text, with its slots in square brackets: the page's own
 * script carries it.
 */
const skeletonText = {
  name: 'skeleton as text',
  setup(build) {
    build.onLoad({ filter: /index\.html$/ }, async ({ path }) => {
      const contents = (await readFile(path, 'utf8')).replace(/\{\{(\w+)\}\}/g, '[[$1]]')
      return { contents, loader: 'text' }
    })
  },
}

export const outputText = (result) => result.outputFiles[0].text.trim()

/**
 * Options of esbuild by the kind of output, with the plugins that every one needs. `minify` is for
 * what ships; `glue` is the path of the module that wasm-bindgen wrote.
 */
export function bundling({ minify, glue = here('pkg/reading_room.js') }) {
  const common = {
    bundle: true,
    minify,
    legalComments: 'none',
    target: 'es2022',
    logLevel: 'warning',
    write: false,
    external: ['node:*'],
  }
  const script = { ...common, format: 'iife', plugins: [glueFrom(glue)] }

  const minifiedCss = async (path) => {
    const source = await readFile(path, 'utf8')
    return (await esbuild.transform(source, { loader: 'css', minify })).code.trim()
  }

  /** Style sheets as text, for constructed style sheets. */
  const cssText = {
    name: 'css as text',
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
        contents: await minifiedCss(path),
        loader: 'text',
      }))
    },
  }

  /** worker.js as one function without free names: see there. */
  const selfContainedWorker = {
    name: 'self-contained worker',
    setup(build) {
      build.onLoad({ filter: /\/worker\.js$/ }, async ({ path }) => {
        const worker = await esbuild.build({ ...script, entryPoints: [path], globalName: 'side' })
        const contents = `export const selfContained = true;
        export default function serve(port) { ${outputText(worker)}; side.default(port); }`
        return { contents, loader: 'js' }
      })
    },
  }

  const plugins = [glueFrom(glue), selfContainedWorker, cssText, skeletonText]
  return {
    minifiedCss,
    worker: {
      ...script,
      plugins,
      stdin: { contents: `import serve from './worker.js'; serve(self);`, resolveDir: here('.') },
    },
    module: { ...common, format: 'esm', charset: 'utf8', plugins },
    // A classic script has no import.meta; it finds the core beside the URL it was loaded from.
    classic: {
      ...script,
      plugins,
      inject: [here('script-url.js')],
      define: { 'import.meta.url': 'scriptUrl' },
    },
    singlePage: {
      ...script,
      plugins,
      charset: 'utf8',
      define: { 'import.meta.url': 'undefined' },
      entryPoints: [here('single-page.js')],
    },
  }
}

function hash(source) {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`
}

/**
 * reader.html: the single page with everything but a corpus and the model. Its policy allows this
 * script and this style alone, and no connection.
 */
export async function readerPage({ bundled, style, wasm, level = 9 }) {
  // In the strings and patterns of a script these would end its element, or bend it.
  const script = bundled.replace(/<(?=\/script|!--)/gi, '\\x3c')
  const policy = [
    `default-src 'none'`,
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    `worker-src blob:`,
    `style-src ${hash(style)}`,
    `img-src data: blob:`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ')
  const core = dataBlocks('core', gzipSync(wasm, { level }).toString('base64')).join('\n')
  const parts = { policy, style, script, core }
  const template = await readFile(here('index.html'), 'utf8')
  const page = template.replace(/\{\{(\w+)\}\}/g, (slot, name) => parts[name] ?? slot)
  for (const slot of ['articles', 'corpus', 'model']) {
    if (page.split(`{{${slot}}}`).length !== 2)
      throw new Error(`the page must have one place for the ${slot}`)
  }
  return page
}
