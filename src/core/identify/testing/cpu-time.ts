/**
 * The least CPU time of three runs, in milliseconds of the machine on which the bounds of the tests were set: what the
 * code needs, whatever else this machine does, and however much slower it is.
 */
export function cpuTime(run: () => void): number {
  return leastOfThree(run) / slowness()
}

function leastOfThree(run: () => void): number {
  const times = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

/** CPU time of `plainWork` there, ms. */
const USUAL = 5

let measured = { slowness: 1, at: Number.NEGATIVE_INFINITY }

/** How many times slower than there this machine is at the moment; never below 1. */
function slowness(): number {
  // Others come and go, and share caches and cores with us.
  if (performance.now() - measured.at > 1_000)
    measured = { slowness: Math.max(1, leastOfThree(plainWork) / USUAL), at: performance.now() }
  return measured.slowness
}

/** Work of the kind that is measured: text is made, matched and looked up. */
function plainWork(): void {
  const lengths = new Map<string, number>()
  for (let count = 0; count < 20_000; count++) {
    const text = `key-${count % 997}/${count}`
    const [, name = ''] = /^key-(\d+)\/\d+$/.exec(text) ?? []
    lengths.set(name, (lengths.get(name) ?? 0) + text.length)
  }
}
