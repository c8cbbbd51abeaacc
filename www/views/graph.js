// The co-occurrence graph as a drawing and as a table. Kinds differ by shape, not by colour alone.

import { format, place } from '../route.js'
import { LIST_PAGE_SIZES } from '../lists.js'
import { entityLink } from './entity-link.js'
import { chips, tabs } from './filters.js'
import { heading, node, svgNode } from './dom.js'
import { moreButton, saveButtons } from './row.js'

/**
 * @import {
 *   Child, GraphEdge, GraphList, GraphNode, I18n, Kind, ListScreen, Place
 * } from '../internal.d.ts'
 */

/**
 * Assumed size of the drawing, of a letter and of a node, in pixels: labels that would overlap are
 * omitted.
 */
const [WIDTH, HEIGHT, LETTER, LINE, DOT] = [1000, 600, 6.5, 15, 6]
/** Labels shown on a small screen. */
const FIRST_LABELS = 5

/** @type {ListScreen<GraphList>} */
export function graph({ list }, i18n) {
  const { items, edges, full, named, place: at } = list
  return [
    heading({ class: 'label' }, named.length ? i18n.graphAround(named[0]) : i18n.graphLabel),
    chips(at.names, named, i18n),
    tabs(at, null, i18n),
    edges.length ? [drawing(list, i18n), table(list, i18n)] : node('p', {}, i18n.noGraph),
    moreButton(full ? LIST_PAGE_SIZES.graph : 0, i18n),
    items.length > 0 && saveButtons(i18n, ['SVG', 'CSV', 'JSON']),
  ]
}

/** @type {(edge: GraphEdge, items: GraphNode[]) => Place} */
const pairPlace = ({ a, b }, items) =>
  place({ view: 'pair', names: `${items[a].id} ${items[b].id}` })
/** @type {(value: number) => string} */
const percent = (value) => `${(4 + value * 92).toFixed(2)}%`

/**
 * The drawing. The table has the same links, so those here are hidden from screen readers and no
 * tab stops.
 * @type {(list: GraphList, i18n: I18n) => Child}
 */
function drawing({ items, edges }, i18n) {
  const most = Math.max(...items.map(({ mentions }) => mentions))
  const strongest = Math.max(...edges.map(({ sentences }) => sentences))
  /** @type {(node: GraphNode) => [string, string]} */
  const toPoint = ({ x, y }) => [percent(x), percent(y)]
  const lines = edges.map((edge) => {
    const [[x1, y1], [x2, y2]] = [items[edge.a], items[edge.b]].map(toPoint)
    const ends = { x1, y1, x2, y2 }
    return svgNode(
      'a',
      { href: format(pairPlace(edge, items)), tabindex: -1, class: 'edge' },
      svgNode(
        'title',
        {},
        `${items[edge.a].name} – ${items[edge.b].name}: ${i18n.sentences(edge.sentences)}`,
      ),
      svgNode('line', { ...ends, class: 'reach', stroke: 'transparent', 'stroke-width': 10 }),
      svgNode('line', {
        ...ends,
        class: 'line',
        stroke: '#999',
        'stroke-width': (1 + (3 * edge.sentences) / strongest).toFixed(2),
      }),
    )
  })
  const labels = labelledNodes(items)
  const nodes = items.map((item, index) => {
    const [x, y] = toPoint(item)
    const size = 4 + 8 * Math.sqrt(item.mentions / most)
    return svgNode(
      'a',
      {
        href: format(place({ view: 'entity', id: item.id })),
        tabindex: -1,
        class: `node ${item.kind}`,
      },
      svgNode('title', {}, `${item.name} · ${i18n.kinds[item.kind]} · ${i18n.named(item)}`),
      svgNode('svg', { x, y, overflow: 'visible' }, kindSymbol(item.kind, size)),
      labels.has(item) &&
        svgNode(
          'text',
          {
            x,
            y,
            dx: isRight(item) ? -size - 4 : size + 4,
            dy: 4,
            'text-anchor': isRight(item) ? 'end' : 'start',
            class: index < FIRST_LABELS && 'first',
          },
          item.name,
        ),
    )
  })
  return node(
    'figure',
    { class: 'graph', part: 'graph', 'aria-hidden': 'true' },
    svgNode('svg', { class: 'drawing' }, lines, nodes),
  )
}

/** @type {(node: GraphNode) => boolean} */
const isRight = ({ x }) => x > 0.8

/**
 * Nodes whose labels do not overlap, most mentioned first.
 * @type {(items: GraphNode[]) => Set<GraphNode>}
 */
function labelledNodes(items) {
  const boxes = items.map(({ x, y }) => ({
    left: x * WIDTH - DOT,
    right: x * WIDTH + DOT,
    top: y * HEIGHT + LINE / 2 - DOT,
    bottom: y * HEIGHT + LINE / 2 + DOT,
  }))
  return new Set(
    items.filter((item) => {
      const width = item.name.length * LETTER
      const left = item.x * WIDTH + (isRight(item) ? -2 * DOT - width : 2 * DOT)
      const box = {
        left,
        right: left + width,
        top: item.y * HEIGHT,
        bottom: item.y * HEIGHT + LINE,
      }
      const overlaps = boxes.some(
        (other) =>
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom,
      )
      if (!overlaps) boxes.push(box)
      return !overlaps
    }),
  )
}

/**
 * Circle for persons, square for organisations, diamond for places, triangle for the rest.
 * @type {(kind: Kind, r: number) => Child}
 */
function kindSymbol(kind, r) {
  if (kind === 'person') return svgNode('circle', { r })
  if (kind === 'organisation') return svgNode('rect', { x: -r, y: -r, width: 2 * r, height: 2 * r })
  const points =
    kind === 'place'
      ? [
          [0, -r],
          [r, 0],
          [0, r],
          [-r, 0],
        ]
      : [
          [0, -r],
          [r, r],
          [-r, r],
        ]
  return svgNode('polygon', {
    points: points.map((point) => point.map((n) => n.toFixed(1)).join(',')).join(' '),
  })
}

/** @type {(list: GraphList, i18n: I18n) => Child} */
function table({ items, edges }, i18n) {
  return node(
    'details',
    { class: 'pairs-table', 'data-key': 'pairs', open: true },
    node('summary', { class: 'label' }, i18n.pairs),
    node(
      'table',
      {},
      node(
        'thead',
        {},
        node(
          'tr',
          {},
          [i18n.columns.pair, i18n.columns.together].map((words) =>
            node('th', { scope: 'col' }, words),
          ),
        ),
      ),
      node(
        'tbody',
        {},
        edges.map((edge) =>
          node(
            'tr',
            {},
            node(
              'th',
              { scope: 'row' },
              entityLink(items[edge.a]),
              ' – ',
              entityLink(items[edge.b]),
            ),
            node(
              'td',
              {},
              node(
                'a',
                { href: format(pairPlace(edge, items)), 'data-key': `edge ${edge.a} ${edge.b}` },
                i18n.sentences(edge.sentences),
              ),
            ),
          ),
        ),
      ),
    ),
  )
}
