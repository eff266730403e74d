import { shell } from 'electron'
import { BulkheadError } from '../../core/errors.ts'
import { findTokenById } from '../../core/vault/find-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { Services } from '../services.ts'
import type { Handlers } from './handlers.ts'

/** Opens a provider's page in the user's browser: the page names a finding, and only main knows the address. */
export const linkHandlers = ({ vault }: Services): Pick<Handlers, 'links:open'> => ({
  'links:open': async ({ id, rule }) => {
    const { findings } = viewToken(vault(), findTokenById(vault(), id))
    const url = findings.find((finding) => finding.rule === rule)?.remedy.url
    if (url === undefined || URL.parse(url)?.protocol !== 'https:') {
      throw new BulkheadError('not-found', 'there is no page for this')
    }
    await shell.openExternal(url)
    return null
  },
})
