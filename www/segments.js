// Segments: text split by the core at hits and mentions. Pure.

/** The text of a passage. */
export const segmentsText = (segments) => segments.map(({ text }) => text).join('')

/** Merges neighbours of the same entity: { entity, segments } each. */
export function groupByEntity(segments) {
  const groups = []
  for (const segment of segments) {
    const group = groups.at(-1)
    if (segment.entity != null && group?.entity === segment.entity) group.segments.push(segment)
    else groups.push({ entity: segment.entity ?? null, segments: [segment] })
  }
  return groups
}
