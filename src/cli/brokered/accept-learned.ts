import { BulkheadError } from '../../core/errors.ts'
import type { Session } from '../../core/ports.ts'
import type { Learned } from '../../core/session/learn/learned.ts'
import { type ReviewedToken, refusedByRule } from '../../core/session/learn/review-learned.ts'
import { narrowDestinations, refuseWider } from '../../core/vault/narrow-destinations.ts'
import { removeLearned, rewriteLearned } from '../../node/files/learned-file.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { sessionState } from '../../node/session-state.ts'
import type { Cli } from '../command.ts'
import { paintFor } from '../render/paint.ts'
import { printable } from '../render/printable.ts'
import { renderDifference, renderRequests } from '../render/render-replay.ts'
import type { FoundLearned } from './find-learned.ts'
import { outsideProject } from './outside-project.ts'

/**
 * Shows what would become narrower, asks, and does it; what was learned of those tokens is then forgotten.
 *
 * @throws {BulkheadError} `cancelled`, also while the session runs and where there is nothing to narrow;
 *   `destination-refused` for what a token may not do now; `disk`.
 */
export async function acceptLearned(
  vault: OpenVault,
  { session, learned }: FoundLearned,
  tokens: readonly ReviewedToken[],
  { out, ask }: Pick<Cli, 'out' | 'ask'>,
): Promise<undefined> {
  if (sessionState(session) === 'running') {
    throw new BulkheadError('cancelled', 'the session still runs, and learns', {
      hint: `end it first: bulkhead sessions end ${session.id}`,
    })
  }
  const narrowed = tokens.filter(({ isNarrower }) => isNarrower)
  if (narrowed.length > 0) await confirm(vault, session, narrowed, { out, ask })
  let left: Learned = learned
  for (const { id, proposed } of narrowed) {
    narrowDestinations(vault, id, proposed, { session: session.id, project: session.project })
    left = forget(vault, left, [id])
  }
  forget(
    vault,
    left,
    tokens.map(({ id }) => id),
  )
  const accepted = narrowed.map(({ id, name, proposed }) => ({ id, name, destinations: proposed }))
  out.print({ replay: { session: session.id, accepted } }, () => '')
  if (narrowed.length === 0) out.say('there was nothing to narrow')
  for (const { name, proposed } of narrowed) out.say(`${name} may go to ${proposed.join(', ')}; nowhere else`)
  return undefined
}

async function confirm(
  vault: OpenVault,
  session: Session,
  tokens: readonly ReviewedToken[],
  { out, ask }: Pick<Cli, 'out' | 'ask'>,
): Promise<void> {
  const paint = paintFor(process.stderr, process.env)
  for (const token of tokens) {
    const row = vault.catalog.tokenById(token.id)
    if (row !== null) refuseWider(vault, row, token.proposed)
    process.stderr.write(`${printable(token.name)}\n${renderDifference(token, { paint })}`)
    const refuses = refusedByRule(token.proposed, token.requests)
    if (refuses.length > 0) process.stderr.write(`  it would have refused\n${renderRequests(refuses)}`)
    if (token.unnamed > 0)
      out.say(`requests that no destination can name, and that may be refused from now on: ${token.unnamed}`)
  }
  for (const line of outsideProject(vault, session.root, tokens)) out.say(line)
  await ask.confirm(`narrowing ${tokens.map(({ name }) => name).join(' and ')}`)
}

/** Takes tokens out of what was learned; without any left, nothing is kept of it. */
function forget({ paths }: OpenVault, learned: Learned, ids: readonly string[]): Learned {
  const left = { ...learned, tokens: learned.tokens.filter(({ id }) => !ids.includes(id)) }
  if (left.tokens.length === 0) removeLearned(paths, learned.session)
  else if (left.tokens.length < learned.tokens.length) {
    rewriteLearned(paths, learned.session, `${JSON.stringify(left)}\n`)
  }
  return left
}
