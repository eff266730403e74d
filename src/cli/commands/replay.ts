import { BulkheadError } from '../../core/errors.ts'
import { type ReviewedToken, refusedByRule, reviewLearned } from '../../core/session/learn/review-learned.ts'
import { canonicalDestinations } from '../../core/vault/canonical-destinations.ts'
import { sessionState } from '../../node/session-state.ts'
import { acceptLearned } from '../brokered/accept-learned.ts'
import { type FoundLearned, findLearned } from '../brokered/find-learned.ts'
import type { CliCommand } from '../command.ts'
import { EXIT } from '../exit-codes.ts'
import type { Output } from '../output.ts'
import { refuseInside } from '../refuse-inside.ts'
import { renderReplay, renderRequests } from '../render/render-replay.ts'

interface ReplayInput {
  readonly session: string
  readonly token?: string
  readonly to?: readonly string[]
  readonly accept?: boolean
}

export const replay: CliCommand<ReplayInput> = {
  name: 'replay',
  about: 'show what a session learned, and narrow its tokens to that',
  details:
    'For sessions of `bulkhead exec --broker --learn`. Shows the destinations that would be enough, what each token was ' +
    'used for and what was refused. With --to it says which of those requests that rule would have refused, and exits ' +
    'with 3 when there are any. --accept asks, then narrows the tokens, never beyond what they may do now, and forgets ' +
    'what was learned of them; it does that after seven days in any case.',
  args: [{ name: 'SESSION', about: 'a session, as `bulkhead sessions` shows it', completes: 'nothing' }],
  options: [
    { flags: '--token <NAME>', about: 'of this token alone' },
    { flags: '--to <DESTINATION>', about: 'a rule of your own in place of what is proposed', repeatable: true },
    { flags: '--accept', about: 'narrow the tokens to it, after a yes' },
  ],
  examples: [
    'bulkhead replay ses_01JD8X4M3QZ7N5V2K9T6B1C0RE',
    'bulkhead replay ses_01JD8X4M3QZ7N5V2K9T6B1C0RE --token github-web --to "GET api.github.com/repos/acme/web/**"',
    'bulkhead replay ses_01JD8X4M3QZ7N5V2K9T6B1C0RE --accept',
  ],
  async run({ out, ask, vault }, { session: id, token: name, to = [], accept = false }) {
    const opened = vault()
    if (accept) refuseInside(opened, 'replay --accept')
    const found = await findLearned(opened, id)
    const reviewed = reviewLearned(found.learned, opened.catalog.tokenById)
    const chosen = name === undefined ? reviewed : [named(reviewed, name)]
    const rule = canonicalDestinations(to)
    const tokens = rule.length === 0 ? chosen : [withRule(onlyOne(chosen), rule)]
    if (accept) return acceptLearned(opened, found, tokens, { out, ask })
    return rule.length === 0 ? show(found, tokens, out) : showRule(tokens, out)
  },
}

function named(tokens: readonly ReviewedToken[], name: string): ReviewedToken {
  const token = tokens.find((one) => one.name === name)
  if (token !== undefined) return token
  throw new BulkheadError('not-found', 'that session had no token of that name', {
    hint: `it had ${tokens.map((one) => one.name).join(', ') || 'none'}`,
  })
}

function onlyOne([first, ...others]: readonly ReviewedToken[]): ReviewedToken {
  if (first !== undefined && others.length === 0) return first
  throw new BulkheadError('usage', '--to is a rule for one token', { hint: 'name it with --token NAME' })
}

const withRule = (token: ReviewedToken, rule: readonly string[]): ReviewedToken => ({
  ...token,
  proposed: rule,
  isNarrower: rule.toSorted().join('\n') !== token.present.toSorted().join('\n'),
})

function show({ session, learned }: FoundLearned, tokens: readonly ReviewedToken[], out: Output) {
  const { id, project, startedAt } = session
  const { refused, moreRefused, isMerged } = learned
  const state = sessionState(session)
  out.print(
    { replay: { session: id, project, startedAt, state, tokens: tokens.map(viewOf), refused, moreRefused, isMerged } },
    () => renderReplay(tokens, refused, moreRefused, out),
  )
  if (isMerged) out.say('there were so many different requests that their paths were put together')
  if (state === 'running') out.say('the session still runs: this is what it has learned so far')
  else if (tokens.some(({ isNarrower }) => isNarrower)) out.hint(`narrow to it: bulkhead replay ${id} --accept`)
  return undefined
}

/** Which of the recorded requests a rule would have refused. */
function showRule([token]: readonly ReviewedToken[], out: Output): number {
  if (token === undefined) return EXIT.ok
  const all = [...token.requests, ...token.outside]
  const refuses = refusedByRule(token.proposed, all)
  out.print({ replay: { token: token.name, to: token.proposed, requests: all.length, refuses } }, () =>
    renderRequests(refuses),
  )
  if (refuses.length > 0) out.say(`it would have refused ${refuses.length} of ${all.length} kinds of request`)
  else out.say(`it would have refused none of ${all.length} kinds of request`)
  if (token.unnamed > 0) out.say(`requests that no destination can name, and that are not among them: ${token.unnamed}`)
  return refuses.length > 0 ? EXIT.refused : EXIT.ok
}

const viewOf = ({ isGone, isNarrower, ...token }: ReviewedToken) => ({ ...token, gone: isGone, narrower: isNarrower })
