import { printable } from '../words/printable.ts'
import type { Measure } from './drawing.ts'

/** Foreign text as it fits into `room` pixels, with an ellipsis where it was cut; found by halving, so that long text costs little. */
export function fitText(text: string, room: number, measure: Measure): string {
  const whole = printable(text)
  if (whole.length <= 400 && measure(whole) <= room) return whole
  const letters = [...whole.slice(0, 400)]
  let [fits, fails] = [0, letters.length + 1]
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1
    if (measure(`${letters.slice(0, middle).join('')}…`) <= room) fits = middle
    else fails = middle
  }
  return `${letters.slice(0, fits).join('').trimEnd()}…`
}
