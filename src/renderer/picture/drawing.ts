import type { Verdict } from '../../contract/view.ts'

/** What a part of a picture stands for; each tone has one colour in every theme. */
export type Tone = 'text' | 'second' | 'inside' | 'outside' | 'unknown' | 'rule'

/** A line of text; `y` is its baseline. */
export interface TextShape {
  readonly kind: 'text'
  readonly x: number
  readonly y: number
  readonly text: string
  readonly tone: Tone
  readonly anchor?: 'middle' | 'end'
  readonly light?: boolean
}

/** Decoration below the nodes: it has no meaning that a node does not say in words. */
export type Shape =
  | TextShape
  | { readonly kind: 'link'; readonly tone: Tone; readonly path: string }
  | { readonly kind: 'rule'; readonly path: string }
  | { readonly kind: 'wall'; readonly x: number }

/** What Enter does on a node. */
export type NodeAction =
  | { readonly kind: 'token'; readonly id: string }
  | { readonly kind: 'toggle'; readonly id: string }
  | { readonly kind: 'search'; readonly query: string }
  | { readonly kind: 'table' }

/** One thing of a picture that can be pointed at: a box with a line of words, or a row. */
export interface PictureNode {
  readonly id: string
  /** All that the node says, uncut, for those who hear it. */
  readonly label: string
  readonly level: number
  /** null where there is nothing to expand. */
  readonly expanded: boolean | null
  readonly action: NodeAction | null
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly texts: readonly TextShape[]
  readonly mark: Mark | null
  /** The sign that says whether its members show; null where there are none. */
  readonly fold: Fold | null
}

/** A small arrow by its middle: to the right while closed, down when open. */
export interface Fold {
  readonly x: number
  readonly y: number
  readonly open: boolean
  readonly tone: Tone
}

/** A filled outline inside a node. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly tone: Tone
}

/** A verdict's shape, 14 pixels wide, by its left upper corner. */
export interface Mark {
  readonly verdict: Verdict
  readonly x: number
  readonly y: number
}

/** A picture as plain data: the window draws it, and a file holds it. Pixels throughout. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly title: string
  /** The whole picture in a few sentences. */
  readonly description: string
  readonly shapes: readonly Shape[]
  /** In reading order. */
  readonly nodes: readonly PictureNode[]
}

/** Width of a text in the picture's font, in pixels; semibold unless `light`. */
export type Measure = (text: string, light?: boolean) => number
