import { LEAVES } from './ribbon.ts'

/** Radius of the bend, pixels, at the middle of the link. */
const BEND = 14

interface End {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** A link that goes straight down and then turns to the right: where a ribbon would be too steep to be seen. It spreads as it turns. */
export function elbow(from: { readonly x: number; readonly y: number }, { x, y, width }: End): string {
  const [left, right] = [from.x - LEAVES / 2, from.x + LEAVES / 2]
  const [up, down] = [y - width / 2, y + width / 2]
  return [
    `M${round(left)} ${round(from.y)}`,
    `L${round(left)} ${round(y - BEND)}`,
    `Q${round(left)} ${round(down)} ${round(from.x + BEND)} ${round(down)}`,
    `L${round(x)} ${round(down)}L${round(x)} ${round(up)}L${round(from.x + BEND)} ${round(up)}`,
    `Q${round(right)} ${round(up)} ${round(right)} ${round(up - BEND / 2)}`,
    `L${round(right)} ${round(from.y)}Z`,
  ].join('')
}

const round = (value: number): number => Math.round(value * 10) / 10
