/** A way to draw: a whole number from 0 up to, and not including, `below`. */
export type Draw = (below: number) => number

interface Drawn {
  readonly text: string
  /** How many bits of chance went into it. */
  readonly bits: number
}

/**
 * A random text that an anchored pattern takes, as long as is asked for where the pattern leaves that open.
 *
 * From classes only letters and digits are drawn where they hold any: such a text survives every quoting and encoding.
 * Knows what token patterns are made of: literals, classes, groups, alternatives, counts; looks ahead are tried out.
 *
 * @returns null for a pattern that is made of something else, or that takes no text of this length.
 */
export function textFor(pattern: RegExp, length: number, draw: Draw): Drawn | null {
  const node = readPattern(pattern.source)
  if (node === null || length < node.shortest || length > node.longest) return null
  for (let attempt = 0; attempt < 8; attempt++) {
    const drawn = node.draw(length, draw)
    if (pattern.test(drawn.text)) return drawn
  }
  return null
}

/** The lengths of what a pattern takes, the longest possibly endless; null for a pattern that cannot be read. */
export function lengthsOf(pattern: RegExp): { readonly shortest: number; readonly longest: number } | null {
  return readPattern(pattern.source)
}

/** A part of a pattern: what lengths it takes, and how to draw a text of exactly one of them. */
interface Node {
  readonly shortest: number
  readonly longest: number
  draw(length: number, draw: Draw): Drawn
}

const NOTHING: Drawn = { text: '', bits: 0 }

const CLASSES: Readonly<Record<string, string>> = { '\\d': '0-9', '\\w': 'A-Za-z0-9_' }

function readPattern(source: string): Node | null {
  try {
    const reader = new Reader(source.replace(/^\^/, '').replace(/\$$/, ''))
    const node = reader.alternatives()
    return reader.isAtEnd() ? node : null
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

class Reader {
  readonly #source: string
  #at = 0

  constructor(source: string) {
    this.#source = source
  }

  isAtEnd(): boolean {
    return this.#at >= this.#source.length
  }

  alternatives(): Node {
    const all = [this.#sequence()]
    while (this.#take('|')) all.push(this.#sequence())
    return oneOf(all)
  }

  #sequence(): Node {
    const parts: Node[] = []
    while (!this.isAtEnd() && !/[|)]/.test(this.#peek())) {
      const atom = this.#atom()
      if (atom !== null) parts.push(this.#counted(atom))
    }
    return inTurn(parts)
  }

  #atom(): Node | null {
    if (this.#take('(?!')) {
      this.#group()
      return null
    }
    // The end of a look ahead; the pattern's own was cut off before.
    if (this.#take('$')) return null
    if (this.#take('(?:')) return this.#group()
    if (this.#take('[')) return this.#classNode()
    const escaped = this.#match(/^\\[^bBpPuxck0-9]/)
    if (escaped !== null) return oneCharacter(CLASSES[escaped] ?? quoted(escaped.slice(1)))
    return oneCharacter(quoted(this.#match(/^[^()[\]{}^$.*+?|\\]/) ?? unknown()))
  }

  #group(): Node {
    const inner = this.alternatives()
    if (!this.#take(')')) unknown()
    return inner
  }

  #classNode(): Node {
    const content = this.#match(/^(?:[^\]\\^]|\\.)+/) ?? unknown()
    if (!this.#take(']')) unknown()
    return oneCharacter(content.replace(/\\[dw]/g, (name) => CLASSES[name] ?? ''))
  }

  #counted(node: Node): Node {
    const counts = this.#match(/^\{\d+(?:,\d*)?\}/)
    if (counts !== null) {
      const [least = 0, most] = counts.slice(1, -1).split(',').map(Number)
      return repeated(node, least, most === 0 ? Number.POSITIVE_INFINITY : (most ?? least))
    }
    if (this.#take('?')) return repeated(node, 0, 1)
    if (this.#take('*')) return repeated(node, 0, Number.POSITIVE_INFINITY)
    return this.#take('+') ? repeated(node, 1, Number.POSITIVE_INFINITY) : node
  }

  #peek(): string {
    return this.#source.charAt(this.#at)
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at)
    if (found) this.#at += text.length
    return found
  }

  #match(pattern: RegExp): string | null {
    const [found] = pattern.exec(this.#source.slice(this.#at)) ?? []
    this.#at += found?.length ?? 0
    return found ?? null
  }
}

const unknown = (): never => {
  throw new RangeError('a pattern of another kind')
}

const quoted = (character: string): string => `\\${character}`

/** @param content What stands between the brackets of a class. */
function oneCharacter(content: string): Node {
  const all = charactersOf(content)
  const plain = all.filter((character) => /[A-Za-z0-9]/.test(character))
  const from = plain.length > 0 ? plain : all
  const bits = Math.log2(from.length)
  return { shortest: 1, longest: 1, draw: (_, draw) => ({ text: from[draw(from.length)] ?? '', bits }) }
}

function charactersOf(content: string): string[] {
  const all: string[] = []
  for (const [, from = '', to] of content.matchAll(/(\\.|[^\\])(?:-(\\.|[^\\]))?/g)) {
    const first = unquoted(from)
    const last = to === undefined ? first : unquoted(to)
    for (let code = first.charCodeAt(0); code <= last.charCodeAt(0); code++) all.push(String.fromCharCode(code))
  }
  return [...new Set(all)]
}

const unquoted = (text: string): string => text.slice(-1)

const oneOf = (nodes: readonly Node[]): Node => {
  const [only] = nodes
  if (only !== undefined && nodes.length === 1) return only
  return {
    shortest: Math.min(...nodes.map(({ shortest }) => shortest)),
    longest: Math.max(...nodes.map(({ longest }) => longest)),
    draw(length, draw) {
      const fitting = nodes.filter((node) => node.shortest <= length && length <= node.longest)
      // A length between those of two alternatives: the text is then not one of the pattern, which its caller sees.
      return fitting.length === 0 ? NOTHING : (fitting[draw(fitting.length)]?.draw(length, draw) ?? NOTHING)
    },
  }
}

function inTurn(nodes: readonly Node[]): Node {
  const shortest = sum(nodes.map((node) => node.shortest))
  return {
    shortest,
    longest: sum(nodes.map((node) => node.longest)),
    draw(length, draw) {
      let spare = length - shortest
      return joined(
        nodes.map((node) => {
          const extra = Math.min(spare, node.longest - node.shortest)
          spare -= extra
          return node.draw(node.shortest + extra, draw)
        }),
      )
    },
  }
}

function repeated(node: Node, least: number, most: number): Node {
  return {
    shortest: node.shortest * least,
    longest: most === 0 ? 0 : node.longest * most,
    draw(length, draw) {
      // As few as can be that long, so that an optional part is left out where it may be.
      let count = least
      while (node.longest * count < length && count < most) count++
      return inTurn(Array<Node>(count).fill(node)).draw(length, draw)
    },
  }
}

const joined = (parts: readonly Drawn[]): Drawn => ({
  text: parts.map(({ text }) => text).join(''),
  bits: sum(parts.map(({ bits }) => bits)),
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
