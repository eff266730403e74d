import type { TokenView } from '../../contract/view.ts'

/** All of a token that search looks at, in lower case, made once when the list is read. */
export const haystackOf = (token: TokenView): string =>
  [
    token.name,
    token.providerName ?? 'unknown provider',
    token.provider ?? '',
    token.kind ?? '',
    `${token.domain.kind}:${token.domain.name}`,
    token.env ?? '',
    ...token.destinations,
    ...token.reach.scopes,
    ...token.reach.resources.map(({ name }) => name),
  ]
    .join('\n')
    .toLowerCase()

/** The words of a query: a token is found when it holds each of them. */
export const wordsOf = (query: string): readonly string[] => query.toLowerCase().split(/\s+/).filter(Boolean)
