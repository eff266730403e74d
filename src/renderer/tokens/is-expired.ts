import type { TokenView } from '../../contract/view.ts'

/** True once a token's end has come. */
export const isExpired = ({ expiresAt }: Pick<TokenView, 'expiresAt'>, now: Date): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now.getTime()
