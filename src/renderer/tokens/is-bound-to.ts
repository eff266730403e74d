import type { BindingView, TokenView } from '../../contract/view.ts'

/** True when a binding gives this token. One whose token was removed still tells its name, which another may have by now. */
export const isBoundTo = ({ token, domain }: BindingView, { name }: Pick<TokenView, 'name'>): boolean =>
  domain !== '' && token === name
