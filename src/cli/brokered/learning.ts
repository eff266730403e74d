// What `exec --broker --learn` adds to a session. It widens nothing: it looks at what the broker decided.

import type { BrokerWorld, Exchange } from '../../broker/session.ts'
import { type LearningToken, learnTraffic } from '../../core/session/learn/learn-traffic.ts'
import type { Learned } from '../../core/session/learn/learned.ts'
import { reviewLearned } from '../../core/session/learn/review-learned.ts'
import { beginLearned, removeLearned, rewriteLearned } from '../../node/files/learned-file.ts'
import type { OpenVault } from '../../node/open-vault.ts'
import { learnedLines } from '../render/learned-lines.ts'
import { messageOf } from './message-of.ts'

/** How the person at the terminal is told what there is, and what to do next. */
export interface Tell {
  readonly say: (line: string) => void
  readonly hint: (line: string) => void
}

/** A session that learns. */
export interface Learning {
  /**
   * Begins the file. A session that cannot write what it learns does not begin.
   *
   * @throws {BulkheadError} `unsafe-path`, `disk`.
   */
  begin(): void
  /** The same world, whose decisions are learned from. */
  world(world: BrokerWorld): BrokerWorld
  /** Writes what was learned, if there is more of it and the last time is a while ago. */
  write(): void
  /** Writes the last of it, and says what was learned; takes the file away where that is nothing. It throws nothing. */
  end(tell: Tell): void
}

/** What a broker that is killed loses, ms, and some more until it looks. */
const BETWEEN = 750

/** @param say Told when what is learned cannot be written. */
export function createLearning(
  { paths, world, catalog }: OpenVault,
  session: string,
  tokens: readonly LearningToken[],
  say: (line: string) => void,
): Learning {
  const learner = learnTraffic(session, tokens)
  const learned = (): Learned => learner.learned(world.now().toISOString())
  let written = { noted: 0, at: 0 }
  let hasFailed = false

  const write = (): void => {
    if (learner.noted() === written.noted) return
    written = { noted: learner.noted(), at: performance.now() }
    try {
      rewriteLearned(paths, session, textOf(learned()))
    } catch (error) {
      written.noted = -1
      // A full disk must not end the command that runs, and is said once.
      if (!hasFailed) say(`what is learned cannot be written: ${messageOf(error)}`)
      hasFailed = true
    }
  }
  const finish = (tell: Tell): void => {
    if (learner.noted() === 0) removeLearned(paths, session)
    else write()
    const all = learned()
    for (const line of learnedLines(all, reviewLearned(all, catalog.tokenById))) tell.say(line)
    if (learner.noted() > 0) tell.hint(`nothing is changed yet; to review it: bulkhead replay ${session}`)
  }
  return {
    begin: () => beginLearned(paths, session, textOf(learned())),
    world: (inner) => ({
      ...inner,
      record(exchange) {
        learner.note(observedIn(exchange))
        inner.record(exchange)
      },
    }),
    write() {
      if (performance.now() - written.at >= BETWEEN) write()
    },
    end(tell) {
      // What follows is the session's own end, which must not be kept from it.
      try {
        finish(tell)
      } catch (error) {
        tell.say(`what was learned cannot be shown: ${messageOf(error)}`)
      }
    },
  }
}

const textOf = (learned: Learned): string => `${JSON.stringify(learned)}\n`

function observedIn({ token, others = [], method, scheme, host, port, path, code }: Exchange) {
  const tokens = token === null ? others : [token.id, ...others]
  return { tokens, about: token?.name ?? null, method, scheme: scheme ?? 'https', host, port, path, code }
}
