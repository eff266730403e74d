import type { Verdict } from '../../contract/view.ts'

/** A verdict's shape in a square of 16. */
interface VerdictShape {
  readonly path: string
  /** Filled where it has no stroke. */
  readonly stroke?: number
  readonly dashes?: string
}

/** Told apart by shape before colour, so that they survive greyscale and colour blindness. */
export const VERDICT_SHAPES: Readonly<Record<Verdict, VerdictShape>> = {
  god: { path: 'M8 0.8 15.2 8 8 15.2 0.8 8Z' },
  wide: { path: 'M8 1.4 15.4 14.6H0.6Z' },
  scoped: {
    path: 'M5.2 2h5.6a3.2 3.2 0 0 1 3.2 3.2v5.6a3.2 3.2 0 0 1-3.2 3.2h-5.6a3.2 3.2 0 0 1-3.2-3.2v-5.6a3.2 3.2 0 0 1 3.2-3.2ZM5.2 8.2l2 2 3.6-4.1',
    stroke: 1.8,
  },
  unknown: { path: 'M8 1.9a6.1 6.1 0 1 1 0 12.2a6.1 6.1 0 1 1 0-12.2Z', stroke: 1.7, dashes: '2.55 2.24' },
}
