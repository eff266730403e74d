import type { Step, Told } from '../../token/introspection.ts'
import { textAt } from '../../token/value-at.ts'

/** Where an answer names who it speaks of: the first path with a text in it counts. */
type NamePaths = readonly (readonly (string | number)[])[]

/** The question of who a token belongs to. What follows from any answer that names somebody is `told`. */
export const whoAmI = (path: string, names: NamePaths, told: Told = {}, more: Partial<Step> = {}): Step => ({
  path,
  ...more,
  read: ({ body }) => {
    const account = firstOf(body, names)
    return account === undefined ? {} : { account, ...told }
  },
})

/** What a key does that its provider does not let anybody narrow. */
export const wholeAccount = (says: string): Told => ({ breadth: 'account', access: 'write', says: [says] })

const firstOf = (body: unknown, names: NamePaths): string | undefined => {
  for (const path of names) {
    const found = textAt(body, ...path)
    if (found !== undefined) return found
  }
  return undefined
}
