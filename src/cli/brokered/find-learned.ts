import { BulkheadError } from '../../core/errors.ts'
import type { Session } from '../../core/ports.ts'
import type { Learned } from '../../core/session/learn/learned.ts'
import { LEARNED_LIFE, readLearned, removeLearned, sweepLearned } from '../../node/files/learned-file.ts'
import type { OpenVault } from '../../node/open-vault.ts'

/** What a session learned, and the session. */
export interface FoundLearned {
  readonly session: Session
  readonly learned: Learned
}

/**
 * Finds what a session learned. The file is foreign text: it must be as Bulkhead writes it, and name that session's tokens.
 *
 * @throws {BulkheadError} `not-found`, also for what is older than seven days; `unsafe-path`, `disk`.
 */
export async function findLearned({ catalog, paths, world }: OpenVault, id: string): Promise<FoundLearned> {
  const now = world.now()
  sweepLearned(paths, now)
  const session = catalog.sessions().find((one) => one.id === id)
  if (session === undefined) throw new BulkheadError('not-found', 'no such session', { hint: 'bulkhead sessions' })
  const text = readLearned(paths, session.id)
  if (text === null) throw nothing()
  // The schema's package takes longer to load than any other command may take.
  const { parseLearned } = await import('../../core/session/learn/parse-learned.ts')
  const learned = parseLearned(text)
  if (learned === null || !isOf(learned, session)) throw tampered()
  if (now.getTime() - Date.parse(learned.at) > LEARNED_LIFE) {
    removeLearned(paths, session.id)
    throw nothing()
  }
  return { session, learned }
}

const isOf = ({ session, tokens }: Learned, { id, brokered, tokens: given }: Session): boolean =>
  brokered && session === id && tokens.every((token) => given.includes(token.id))

const nothing = (): BulkheadError =>
  new BulkheadError('not-found', 'nothing is kept of what that session learned', {
    hint: 'it is kept for seven days, and until it is accepted; to learn: bulkhead exec --broker --learn -- COMMAND',
  })

const tampered = (): BulkheadError =>
  new BulkheadError('unsafe-path', 'what that session learned is not as bulkhead wrote it', {
    hint: 'nothing in it can be relied on; learn again: bulkhead exec --broker --learn -- COMMAND',
  })
