import type { Resource, TokenView } from '../../contract/view.ts'
import { excessWords } from '../words/excess-words.ts'

/** One thing on a side of the wall: a resource, or what a sentence of the excess says. */
export interface Thing {
  /** What it is in the provider's words; null for a sentence. */
  readonly kind: string | null
  readonly name: string
}

export interface Things {
  readonly inside: readonly Thing[]
  /** Sentences first, since they reach further than any one resource. */
  readonly beyond: readonly Thing[]
}

export type Sided = Pick<TokenView, 'inside' | 'outside' | 'excess'>

/** What follows each `the` of a sentence: where it is about one resource, this is that resource. */
function* objectsOf(sentence: string): Generator<string> {
  for (let at = sentence.indexOf('the '); at >= 0; at = sentence.indexOf('the ', at + 1)) yield sentence.slice(at + 4)
}

// How the excess ends where it does not name every resource.
const REST = / \d+ more resources?$/

/**
 * What a token reaches on either side of the wall.
 *
 * The excess tells of resources beyond it, too, one sentence each; they are drawn as the resources they are, so that many can
 * be counted. Every other sentence stands for itself.
 */
export function thingsOf({ inside, outside, excess }: Sided): Things {
  if (outside.length === 0) return { inside, beyond: excess.map(sentenceThing) }
  const known = new Set(outside.map(keyOf))
  const isAboutOne = (sentence: string): boolean => {
    for (const object of objectsOf(sentence)) if (known.has(object)) return true
    return REST.test(sentence)
  }
  const sentences = excess.map(sentenceThing).filter(({ name }) => !isAboutOne(name))
  return { inside, beyond: [...sentences, ...outside] }
}

const sentenceThing = (text: string): Thing => ({ kind: null, name: excessWords(text) })

const keyOf = ({ kind, name }: Resource): string => `${kind} ${name}`
