// Prints the results as a table.

const round = (number) =>
  number == null || Number.isNaN(number) ? '' : number < 10 ? number.toFixed(2) : number.toFixed(0)
const times = (of) => (of?.p50 == null ? '' : [of.p50, of.p95, of.p99].map(round).join(' / '))

/** One line for each engine; empty columns are left out. */
export function table(rows, title) {
  const sets = [...new Set(rows.flatMap(({ relevance }) => Object.keys(relevance ?? {})))]
  const columns = [
    ['engine', (row) => row.engine],
    ['build MB/s', (row) => round(row.build)],
    ['memory MB', (row) => round(row.memory)],
    ['stored MB', (row) => round(row.raw)],
    ['brotli MB', (row) => round(row.brotli)],
    ['brotli, no text', (row) => round(row.withoutText)],
    ['load ms', (row) => round(row.load)],
    ['typing ms p50 / p95 / p99', (row) => times(row.typing)],
    ['query ms p50 / p95 / p99', (row) => times(row.whole)],
    ...sets.map((set) => [
      `${set}: nDCG@10 / MRR@10 / R@100`,
      ({ relevance }) => {
        const found = relevance?.[set]
        return found
          ? [found.ndcg, found.mrr, found.recall]
              .map((share) => (share == null || Number.isNaN(share) ? '–' : share.toFixed(3)))
              .join(' / ')
          : ''
      },
    ]),
    ['', (row) => row.error ?? (row.stopped ? 'stopped: out of time' : '')],
  ]
  const cells = [
    columns.map(([name]) => name),
    ...rows.map((row) => columns.map(([, value]) => String(value(row) ?? ''))),
  ]
  const used = columns.map((_, at) => cells.slice(1).some((line) => line[at] !== ''))
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)))
  const draw = (line) =>
    line
      .map((cell, at) => cell.padEnd(widths[at]))
      .filter((_, at) => used[at])
      .join('  ')
      .trimEnd()
  return [title, ...cells.map(draw), ''].join('\n')
}
