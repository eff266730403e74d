import { StringDecoder } from 'node:string_decoder'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'

// What follows a pasted line end comes at once; a person takes longer.
const REST_MS = 50

/**
 * Hands over what is typed on the terminal, unseen, until `take` says that it is enough.
 *
 * What comes right after that is handed over, too: left alone it would reach the shell, which would run it.
 *
 * @param prompt Writes the question: after the echo is off, or keys that come at once would be shown.
 * @param take Gets the keys of one read, and answers true when it needs no more.
 */
export async function readKeys(prompt: () => void, take: (input: string) => boolean): Promise<void> {
  const terminal = process.stdin
  const decoder = new StringDecoder('utf8')
  const enough = Promise.withResolvers<void>()
  let reads = 0
  const read = (chunk: Buffer): void => {
    reads += 1
    if (take(decoder.write(chunk))) enough.resolve()
  }
  terminal.once('end', enough.resolve)
  terminal.setRawMode(true).on('data', read)
  prompt()
  try {
    await enough.promise
    for (let before = -1; before !== reads; ) {
      before = reads
      await sleep(REST_MS)
      // Where we ourselves were held up, more may be there already: it is read before the time counts.
      await turn()
    }
  } finally {
    terminal.off('data', read).off('end', enough.resolve).setRawMode(false).pause()
  }
}
