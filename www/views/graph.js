// Who is named together with whom, as a drawing and as a table of the same. Kinds differ by shape, never by colour alone.

import { format, place } from '../route.js'
import { PAGE } from '../sheets.js'
import { entityLink } from './name.js'
import { chips, tabs } from './narrowing.js'
import { heading, node, shape } from './node.js'
import { more, save } from './row.js'

/** A drawing of usual size and its letters, in pixels: names that would lie on others are left out. */
const [WIDTH, HEIGHT, LETTER, LINE, DOT] = [1000, 600, 6.5, 15, 6]
/** On a small screen there is room for this many. */
const FIRST_LABELS = 5

export function graph({ sheet }, say) {
  const { items, edges, full, named, place: at } = sheet
  return [
    heading({ class: 'label' }, named.length ? say.graphAround(named[0]) : say.graphLabel),
    chips(at.names, named, say),
    tabs(at, null, say),
    edges.length ? [drawing(sheet, say), table(sheet, say)] : node('p', {}, say.noGraph),
    more(full ? PAGE.graph : 0, say),
    items.length > 0 && save(say, ['SVG', 'CSV', 'JSON']),
  ]
}

const pairOf = ({ a, b }, items) => place({ view: 'pair', names: `${items[a].id} ${items[b].id}` })
const part = (value) => `${(4 + value * 92).toFixed(2)}%`

/** The drawing; the table below says the same to those who do not see it, so its links are no stops for the Tab key. */
function drawing({ items, edges }, say) {
  const most = Math.max(...items.map(({ mentions }) => mentions))
  const strongest = Math.max(...edges.map(({ sentences }) => sentences))
  const spot = ({ x, y }) => [part(x), part(y)]
  const lines = edges.map((edge) => {
    const [[x1, y1], [x2, y2]] = [items[edge.a], items[edge.b]].map(spot)
    const ends = { x1, y1, x2, y2 }
    return shape(
      'a', { href: format(pairOf(edge, items)), tabindex: -1, class: 'edge' },
      shape('title', {}, `${items[edge.a].name} – ${items[edge.b].name}: ${say.sentences(edge.sentences)}`),
      shape('line', { ...ends, class: 'reach', stroke: 'transparent', 'stroke-width': 10 }),
      shape('line', { ...ends, class: 'line', stroke: '#999', 'stroke-width': (1 + (3 * edge.sentences) / strongest).toFixed(2) }),
    )
  })
  const labels = labelled(items)
  const nodes = items.map((item, index) => {
    const [x, y] = spot(item)
    const size = 4 + 8 * Math.sqrt(item.mentions / most)
    return shape(
      'a', { href: format(place({ view: 'entity', id: item.id })), tabindex: -1, class: `node ${item.kind}` },
      shape('title', {}, `${item.name} · ${say.kinds[item.kind]} · ${say.named(item)}`),
      shape('svg', { x, y, overflow: 'visible' }, mark(item.kind, size)),
      labels.has(item) && shape('text', {
        x, y, dx: isRight(item) ? -size - 4 : size + 4, dy: 4, 'text-anchor': isRight(item) ? 'end' : 'start', class: index < FIRST_LABELS && 'first',
      }, item.name),
    )
  })
  return node('figure', { class: 'graph', part: 'graph', 'aria-hidden': 'true' }, shape('svg', { class: 'drawing' }, lines, nodes))
}

const isRight = ({ x }) => x > 0.8

/** Those whose names can be read beside them, the most mentioned first. */
function labelled(items) {
  const boxes = items.map(({ x, y }) => ({ left: x * WIDTH - DOT, right: x * WIDTH + DOT, top: y * HEIGHT + LINE / 2 - DOT, bottom: y * HEIGHT + LINE / 2 + DOT }))
  return new Set(items.filter((item) => {
    const width = item.name.length * LETTER
    const left = item.x * WIDTH + (isRight(item) ? -2 * DOT - width : 2 * DOT)
    const box = { left, right: left + width, top: item.y * HEIGHT, bottom: item.y * HEIGHT + LINE }
    const lies = boxes.some((other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
    if (!lies) boxes.push(box)
    return !lies
  }))
}

/** People are round, bodies square, places pointed. */
function mark(kind, r) {
  if (kind === 'person') return shape('circle', { r })
  if (kind === 'organisation') return shape('rect', { x: -r, y: -r, width: 2 * r, height: 2 * r })
  const points = kind === 'place' ? [[0, -r], [r, 0], [0, r], [-r, 0]] : [[0, -r], [r, r], [-r, r]]
  return shape('polygon', { points: points.map((point) => point.map((n) => n.toFixed(1)).join(',')).join(' ') })
}

function table({ items, edges }, say) {
  return node(
    'details', { class: 'pairs-table', 'data-key': 'pairs', open: true }, node('summary', { class: 'label' }, say.pairs),
    node(
      'table', {},
      node('thead', {}, node('tr', {}, [say.columns.pair, say.columns.together].map((words) => node('th', { scope: 'col' }, words)))),
      node('tbody', {}, edges.map((edge) => node(
        'tr', {},
        node('th', { scope: 'row' }, entityLink(items[edge.a]), ' – ', entityLink(items[edge.b])),
        node('td', {}, node('a', { href: format(pairOf(edge, items)), 'data-key': `edge ${edge.a} ${edge.b}` }, say.sentences(edge.sentences))),
      ))),
    ),
  )
}
