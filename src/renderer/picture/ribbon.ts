/** Width of every link where it leaves. */
export const LEAVES = 6

interface End {
  /** Where it is level again. */
  readonly level: number
  readonly end: number
  readonly y: number
  readonly width: number
}

/** A link as one closed outline: two cubic curves whose handles lie halfway, then level up to its end. It spreads. */
export function ribbon(from: { readonly x: number; readonly y: number }, to: End): string {
  const middle = round((from.x + to.level) / 2)
  const [top, bottom] = [round(from.y - LEAVES / 2), round(from.y + LEAVES / 2)]
  const [up, down] = [round(to.y - to.width / 2), round(to.y + to.width / 2)]
  const [level, end, x] = [round(to.level), round(to.end), round(from.x)]
  return [
    `M${x} ${top}`,
    `C${middle} ${top} ${middle} ${up} ${level} ${up}`,
    `L${end} ${up}L${end} ${down}L${level} ${down}`,
    `C${middle} ${down} ${middle} ${bottom} ${x} ${bottom}Z`,
  ].join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
