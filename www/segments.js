// Segments of a text as the core cuts them. Pure.

/** What a passage says, without its marks. */
export const segmentsText = (segments) => segments.map(({ text }) => text).join('')

/** Neighbours that name the same entity, or none, taken together: { entity, segments } each. */
export function runs(segments) {
  const runs = []
  for (const segment of segments) {
    const run = runs.at(-1)
    if (segment.entity != null && run?.entity === segment.entity) run.segments.push(segment)
    else runs.push({ entity: segment.entity ?? null, segments: [segment] })
  }
  return runs
}
