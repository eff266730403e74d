import type { AppStatus } from '../../contract/view.ts'

/** The place where secrets are kept, as it is called inside a sentence; before it is known, the usual one. */
export const storeWords = (status: Pick<AppStatus, 'store'> | null): string =>
  status?.store === 'sealed' ? 'the sealed store' : 'your keychain'
