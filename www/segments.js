// Segments: text split by the core at hits and mentions. Pure.

/** @import { Segment } from './internal.d.ts' */

/**
 * The text of a passage.
 * @type {(segments: readonly Segment[]) => string}
 */
export const segmentsText = (segments) => segments.map(({ text }) => text).join('')

/**
 * Merges neighbours of the same entity: { entity, segments } each.
 * @type {(segments: readonly Segment[]) => { entity: number | null, segments: Segment[] }[]}
 */
export function groupByEntity(segments) {
  const groups = []
  for (const segment of segments) {
    const group = groups.at(-1)
    if (segment.entity != null && group?.entity === segment.entity) group.segments.push(segment)
    else groups.push({ entity: segment.entity ?? null, segments: [segment] })
  }
  return groups
}
