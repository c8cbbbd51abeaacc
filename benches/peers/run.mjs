/**
 * Compares Reading Room with other engines on the same text in one run.
 *
 *   node benches/peers/run.mjs
 *     [--corpus articles.jsonl --queries queries.jsonl --judgments qrels.tsv]
 *     [--engines a,b] [--articles 19000] [--scale 1,2,5,10] [--where node,chromium]
 *     [--budget SECONDS] [--json out.json]
 *
 * `--queries` and `--judgments` may be given several times, in pairs. Without `--corpus` the
 * articles are generated.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { inChromium } from './chromium.mjs'
import { BROWSER_ONLY, ENGINES } from './engines/index.mjs'
import { writeInput } from './input.mjs'
import { table } from './table.mjs'

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    queries: { type: 'string', multiple: true, default: [] },
    judgments: { type: 'string', multiple: true, default: [] },
    engines: { type: 'string', default: [...ENGINES, ...BROWSER_ONLY].join() },
    articles: { type: 'string', default: '19000' },
    scale: { type: 'string', default: '1' },
    where: { type: 'string', default: 'node,chromium' },
    budget: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
})
if (
  values.queries.length !== values.judgments.length ||
  (values.corpus && !values.queries.length)
) {
  console.error('A corpus needs --queries and --judgments, as many of one as of the other.')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'peers-'))
const budget = 1000 * values.budget
const rows = []
try {
  for (const scale of values.scale.split(',').map(Number)) {
    const { corpus, queries, judgments } = values
    writeInput(folder, { corpus, queries, judgments, articles: Number(values.articles), scale })
    for (const where of values.where.split(',')) {
      const here = []
      for (const engine of values.engines.split(',')) {
        if (where === 'node' && BROWSER_ONLY.includes(engine)) continue
        const row = await (where === 'node' ? inNode(engine) : inChromium(engine, folder, budget))
        here.push({ where, scale, ...row })
        console.error(`${where}, ${scale} ×: ${row.engine} ${row.error ?? 'measured'}`)
      }
      rows.push(...here)
      console.log(table(here, `${where}, ${scale} × the text`))
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
if (values.json) writeFileSync(values.json, JSON.stringify(rows, null, 1))

/** Runs in a process of its own, so that no engine affects another. */
function inNode(engine) {
  const child = fileURLToPath(new URL('child.mjs', import.meta.url))
  try {
    execFileSync(
      process.execPath,
      ['--expose-gc', '--max-old-space-size=8000', child, engine, folder, budget],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 4 * budget + 240_000,
      },
    )
    return JSON.parse(readFileSync(join(folder, 'row.json'), 'utf8'))
  } catch (error) {
    const [reason] = String(error.stderr || error.message)
      .split('\n')
      .filter((line) => /Error|memory|ETIMEDOUT/.test(line))
    return { engine, error: reason?.trim() ?? 'failed' }
  }
}
