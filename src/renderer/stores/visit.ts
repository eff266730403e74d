import type { FilterId } from '../tokens/filters.ts'
import type { createNavigationStore } from './navigation.ts'
import type { createTokenListStore } from './token-list.ts'

/** The ways that lead from elsewhere to the list of tokens, which then has the focus. */
export const createVisit = (
  tokens: ReturnType<typeof createTokenListStore>,
  navigation: ReturnType<typeof createNavigationStore>,
) => ({
  /** The tokens that a filter leaves. */
  filter: (filter: FilterId): void => {
    tokens.getState().show(filter)
    navigation.getState().goToList()
  },
  /** One token, among all. */
  token: (id: string): void => {
    tokens.getState().show('all')
    tokens.getState().select(id)
    navigation.getState().goToList()
  },
  /** The tokens that a query finds. */
  search: (query: string): void => {
    tokens.getState().show('all')
    tokens.getState().search(query)
    navigation.getState().goToList()
  },
})
