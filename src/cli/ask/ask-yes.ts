import { printable } from '../render/printable.ts'
import { readKeys } from './read-keys.ts'

/**
 * Asks a question on the terminal that one key answers.
 *
 * @returns True for `y`; every other key, Enter and Control-C among them, is a no.
 */
export async function askYes(question: string): Promise<boolean> {
  let answer = ''
  await readKeys(
    () => void process.stderr.write(`${printable(question)} [y/N] `),
    (input) => {
      answer += input
      return true
    },
  )
  const isYes = /^y(\r?\n?)$/i.test(answer)
  process.stderr.write(isYes ? 'yes\n' : 'no\n')
  return isYes
}
