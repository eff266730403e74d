/** One contender of a comparison: runs once and answers the milliseconds it took. */
export type Contender = () => number | Promise<number>

/** Median and quartiles in milliseconds, by contender. */
export type Timings<Name extends string> = Record<
  Name,
  { readonly median: number; readonly low: number; readonly high: number }
>

/**
 * Runs every contender in turn, round after round, so that a busy minute of the machine hits them all alike.
 *
 * @param rounds Measured rounds; two more go before to warm caches.
 */
export async function interleave<Name extends string>(
  contenders: Record<Name, Contender>,
  rounds: number,
): Promise<Timings<Name>> {
  const names = Object.keys(contenders) as Name[]
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = -2; round < rounds; round++) {
    for (const name of names) {
      const took = await contenders[name]()
      if (round >= 0) samples.get(name)?.push(took)
    }
  }
  return Object.fromEntries(names.map((name) => [name, quartiles(samples.get(name) ?? [])])) as Timings<Name>
}

function quartiles(samples: readonly number[]) {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}
