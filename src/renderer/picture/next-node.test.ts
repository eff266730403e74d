import { describe, expect, it } from 'vitest'
import { tokenWith } from '../tokens/token-with.ts'
import { nextNode } from './next-node.ts'
import { drawToken } from './token-drawing.ts'

const token = tokenWith({ verdict: 'god', excess: ['can a', 'can b', 'can c'], destinations: ['x.example'] })
const { nodes } = drawToken(token, { width: 600, measure: (text) => text.length * 7, expanded: new Set() })
const go = (from: string, ...keys: readonly string[]): string | undefined =>
  keys.reduce((here, key) => {
    const node = nodes.find(({ id }) => id === here)
    return node === undefined ? here : (nextNode(key, node, nodes)?.id ?? here)
  }, from)

describe('arrow keys in a picture', () => {
  it('cross the wall and come back', () => {
    expect(go('source', 'ArrowRight')).not.toBe('source')
    expect(go('source', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'ArrowLeft')).toBe('source')
  })

  it('go along one side without leaving it', () => {
    expect(go('beyond a', 'ArrowDown', 'ArrowDown', 'ArrowUp')).toBe('beyond b')
  })

  it('reach every node', () => {
    const reached = new Set(['source'])
    for (const id of reached) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) reached.add(go(id, key) ?? id)
    }
    expect([...reached].sort()).toEqual(nodes.map(({ id }) => id).sort())
  })

  it('stay where nothing lies that way, and leave other keys alone', () => {
    expect(go('beyond a', 'ArrowUp', 'ArrowRight')).toBe('beyond a')
    expect(nextNode('a', nodes[0] as never, nodes)).toBeNull()
  })
})
