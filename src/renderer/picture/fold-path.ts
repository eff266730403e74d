import type { Fold } from './drawing.ts'

/** The arrow beside what can be expanded, as a path to be stroked. */
export const foldPath = ({ x, y, open }: Fold): string =>
  open ? `M${x - 3.5} ${y - 1.5}l3.5 3.5 3.5 -3.5` : `M${x - 1.5} ${y - 3.5}l3.5 3.5 -3.5 3.5`
