import { Fragment, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { ProjectView, TokenView } from '../../contract/view.ts'
import { isBoundTo } from '../tokens/is-bound-to.ts'
import { isExpired } from '../tokens/is-expired.ts'
import { agoWords, dayWords, expiryWords, timesRead } from '../words/times.ts'
import { AskButton } from './ask-button.tsx'
import { Fault } from './fault.tsx'
import { Foreign } from './foreign.tsx'
import { Time } from './time.tsx'
import { useStores } from './use-stores.ts'

const SOURCE_WORDS: Readonly<Record<TokenView['reach']['evidence'][number]['source'], string>> = {
  format: 'from its form',
  claims: 'from its claims',
  caveats: 'from its caveats',
  introspection: 'said by its provider',
  declared: 'said by you',
}

function BoundIn({ token, projects }: { readonly token: TokenView; readonly projects: readonly ProjectView[] }) {
  const bound = projects.flatMap(({ root, name, bindings }) =>
    bindings.filter((binding) => isBoundTo(binding, token)).map(({ env }) => ({ root, name, env })),
  )
  if (bound.length === 0) return <span className="second">no project yet</span>
  return bound.map(({ root, name, env }, index) => (
    <Fragment key={`${root} ${env}`}>
      {index > 0 && ' · '}
      <Foreign text={name} /> as <code>{env}</code>
    </Fragment>
  ))
}

function Evidence({ token, now }: { readonly token: TokenView; readonly now: Date }) {
  const { asking } = useStores()
  const failure = useStore(asking, ({ failures }) => failures.get(token.id) ?? null)
  const { evidence } = token.reach
  return (
    <>
      {evidence.length === 0 && <span className="second">none; its text tells nothing that Bulkhead knows</span>}
      <ul>
        {evidence.map(({ source, says, at }) => (
          <li key={`${source} ${says}`}>
            <Foreign text={saidWords(says)} />{' '}
            <span className="facts-more">
              · {SOURCE_WORDS[source]}, <Time iso={at} words={agoWords(at, now)} />
            </span>
          </li>
        ))}
      </ul>
      {token.askable && (
        <div className="facts-ask">
          <AskButton token={token} look="small" />
          <p className="fault" role="status">
            {failure && <Fault failure={failure} />}
          </p>
        </div>
      )}
    </>
  )
}

/** What the evidence says; that its owner says it stands behind it. */
const saidWords = (says: string): string => timesRead(says.replace(/^its owner says: /, ''))

/** When it ends, or ended. */
const endWords = (iso: string, now: Date): string =>
  isExpired({ expiresAt: iso }, now) ? `expired on ${dayWords(iso)}` : expiryWords(iso, now)

interface Props {
  readonly token: TokenView
  readonly projects: readonly ProjectView[]
  readonly now: Date
}

/** What else is known of a token: its times, where it is bound, what the verdict rests on. */
export function Facts({ token, projects, now }: Props) {
  const { createdAt, rotatedAt, lastUsedAt, expiresAt } = token
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      'Last used',
      lastUsedAt === null ? 'never' : <Time key="used" iso={lastUsedAt} words={agoWords(lastUsedAt, now)} />,
    ],
    ['Bound in', <BoundIn key="bound" token={token} projects={projects} />],
    [
      'Expires',
      expiresAt === null ? 'no expiry known' : <Time key="ends" iso={expiresAt} words={endWords(expiresAt, now)} />,
    ],
    [
      'Stored',
      <Time
        key="stored"
        iso={rotatedAt ?? createdAt}
        words={`${rotatedAt ? 'rotated ' : ''}${agoWords(rotatedAt ?? createdAt, now)}`}
      />,
    ],
    ['Rests on', <Evidence key="evidence" token={token} now={now} />],
  ]
  return (
    <section className="card card-part" aria-label="Facts">
      <dl className="facts selectable">
        {facts.map(([term, fact]) => (
          <Fragment key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  )
}
