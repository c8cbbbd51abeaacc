// Segments of a text as the core cuts them. Pure.

/** What a passage says, without its marks. */
export const segmentsText = (segments) => segments.map(({ text }) => text).join('')

/** Neighbours that name the same entity, or none, taken together: { entity, segments } each. */
export function groupByEntity(segments) {
  const groups = []
  for (const segment of segments) {
    const group = groups.at(-1)
    if (segment.entity != null && group?.entity === segment.entity) group.segments.push(segment)
    else groups.push({ entity: segment.entity ?? null, segments: [segment] })
  }
  return groups
}
