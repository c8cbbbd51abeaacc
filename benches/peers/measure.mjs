// Measures one engine, in Node or in a browser's worker.
import { judge, mean, percentiles } from './metrics.mjs'

const DEEP = 100
const SHOWN = 10
/** Number of queries whose every prefix is searched, and of queries that are timed. */
const TYPED = 60
const TIMED = 300

/**
 * `sets` are lists of queries with grades; the first is also timed. `settle` collects garbage and
 * resolves with the memory in use, in bytes; after `budget` milliseconds no more queries run.
 */
export async function measure(engine, take, sets, { settle, budget, context }) {
  const now = () => performance.now()
  const before = await settle()
  let documents = await take()
  const megabytes =
    documents.reduce((sum, { title, text }) => sum + (title?.length ?? 0) + text.length, 0) / 1e6
  const began = now()
  let index = await engine.build(documents, context)
  const build = megabytes / ((now() - began) / 1000)
  if (engine.keepsText) documents = null
  const memory = ((await settle()) - before) / 1e6
  const until = now() + budget
  const row = { engine: engine.name, megabytes, build, memory, kept: documents?.length }
  row.relevance = {}
  for (const { name, queries } of sets) {
    const answers = []
    const deep = engine.deep ?? DEEP
    for (const { text, grades } of queries) {
      if (now() > until) break
      answers.push(judge(await engine.search(index, text, deep), grades))
    }
    const whole = answers.length === queries.length
    row.relevance[name] = whole
      ? {
          ndcg: mean(answers.map((a) => a.ndcg)),
          mrr: mean(answers.map((a) => a.mrr)),
          recall: deep < DEEP ? NaN : mean(answers.map((a) => a.recall)),
        }
      : null
  }
  const time = async (query, times) => {
    const start = now()
    await engine.search(index, query, SHOWN)
    times.push(now() - start)
  }
  const [whole, typing] = [[], []]
  for (const { text } of sets[0].queries.slice(0, TIMED)) if (now() < until) await time(text, whole)
  for (const { text } of sets[0].queries.slice(0, TYPED)) {
    for (let end = 1; end <= text.length && now() < until; end += 1)
      await time(text.slice(0, end), typing)
  }
  row.whole = percentiles(whole)
  row.typing = percentiles(typing)
  row.stopped = now() >= until
  if (!row.stopped && engine.save) {
    const stored = await engine.save(index)
    index = null
    row.stored = stored
    row.index = engine.withoutText?.(stored)
    const loads = []
    for (let turn = 0; turn < 5; turn += 1) {
      const bytes = typeof stored === 'string' ? stored : stored.slice()
      const start = now()
      await engine.search(await engine.load(bytes, context), sets[0].queries[0].text, SHOWN)
      loads.push(now() - start)
    }
    row.load = percentiles(loads).p50
  }
  return row
}
