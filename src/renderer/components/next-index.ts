const STEPS: Readonly<Record<string, (index: number, last: number, page: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index, _last, page) => index + page,
  PageUp: (index, _last, page) => index - page,
  Home: () => 0,
  End: (_index, last) => last,
}

/**
 * Where a key leads in a list.
 *
 * @param index Selected row; -1 for none, from which every key leads to an end of the list.
 * @returns -1 for a key that does not move, and in an empty list.
 */
export function nextIndex(key: string, index: number, count: number, page: number): number {
  const step = Object.hasOwn(STEPS, key) ? STEPS[key] : undefined
  if (step === undefined || count === 0) return -1
  return Math.min(count - 1, Math.max(0, step(index, count - 1, page)))
}
