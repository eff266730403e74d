import type { PictureNode } from './drawing.ts'

const middle = ({ x, y, width, height }: PictureNode): { x: number; y: number } => ({
  x: x + width / 2,
  y: y + height / 2,
})

const WAYS: Readonly<Record<string, { readonly dx: number; readonly dy: number }>> = {
  ArrowUp: { dx: 0, dy: -1 },
  ArrowDown: { dx: 0, dy: 1 },
  ArrowLeft: { dx: -1, dy: 0 },
  ArrowRight: { dx: 1, dy: 0 },
}

/**
 * The node to which a key leads: the nearest one that lies that way; Home and End lead to the first and the last.
 *
 * @returns null for a key that leads nowhere.
 */
export function nextNode(key: string, from: PictureNode, nodes: readonly PictureNode[]): PictureNode | null {
  if (key === 'Home') return nodes[0] ?? null
  if (key === 'End') return nodes.at(-1) ?? null
  const way = Object.hasOwn(WAYS, key) ? WAYS[key] : undefined
  if (way === undefined) return null

  const here = middle(from)
  const distances = nodes.flatMap((node) => {
    const there = middle(node)
    const along = (there.x - here.x) * way.dx + (there.y - here.y) * way.dy
    const aside = Math.abs((there.x - here.x) * way.dy) + Math.abs((there.y - here.y) * way.dx)
    // Aside counts double, so that a key goes rather straight.
    return node.id !== from.id && along > 1 ? [{ node, distance: along + 2 * aside }] : []
  })
  return distances.toSorted((a, b) => a.distance - b.distance)[0]?.node ?? null
}
