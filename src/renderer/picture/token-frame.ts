/** Between the picture and its edges, pixels. */
export const EDGE = 16

/** Where a token's picture has its parts, pixels from the left. */
export interface Frame {
  readonly width: number
  readonly wall: number
  /** Width of the token's own box, which begins at the edge. */
  readonly source: number
  readonly inside: Span
  readonly beyond: Span
  /** Between a box and its words. */
  readonly padding: number
}

/** Where boxes of one side may be. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** The parts of a picture of this width; in a narrow one the boxes come closer to what is beside them. */
export function frameOf(width: number): Frame {
  const wall = width / 2 + 0.5
  const isNarrow = width < 480
  const source = Math.max(76, width * 0.15)
  return {
    width,
    wall,
    source,
    inside: { from: EDGE + source + (isNarrow ? 12 : width * 0.07), to: wall - (isNarrow ? 5 : 14) },
    beyond: { from: width * 0.57, to: width - EDGE },
    padding: isNarrow ? 7 : 10,
  }
}
