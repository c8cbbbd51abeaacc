// Ranking metrics and percentiles; pure functions.

/** Discounted cumulative gain of a list of grades (Järvelin and Kekäläinen, 2002). */
const gain = (grades) => grades.reduce((sum, grade, at) => sum + grade / Math.log2(at + 2), 0)

/**
 * nDCG@10, MRR@10 and Recall@100 of one ranking, from ids, best first, and the grades of the
 * judged articles.
 */
export function judge(ids, grades) {
  const found = ids.map((id) => grades.get(String(id)) ?? 0)
  const ideal = [...grades.values()].sort((a, b) => b - a)
  const first = found.slice(0, 10).findIndex((grade) => grade > 0)
  const relevant = ideal.filter((grade) => grade > 0).length
  return {
    ndcg: gain(found.slice(0, 10)) / gain(ideal.slice(0, 10)),
    mrr: first < 0 ? 0 : 1 / (first + 1),
    recall: found.slice(0, 100).filter((grade) => grade > 0).length / relevant,
  }
}

export const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length

/** Percentile by the nearest-rank method. */
export function percentile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

export const percentiles = (numbers) => ({
  p50: percentile(numbers, 0.5),
  p95: percentile(numbers, 0.95),
  p99: percentile(numbers, 0.99),
})
