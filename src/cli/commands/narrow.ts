import { parseDomain } from '../../core/token/domain.ts'
import { parseExpiry } from '../../core/token/expiry.ts'
import { parseResource } from '../../core/token/parse-resource.ts'
import { findToken } from '../../core/vault/find-token.ts'
import { narrowToken } from '../../core/vault/narrow-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { renderToken } from '../render/render-token.ts'

interface NarrowInput {
  readonly name: string
  readonly resource?: readonly string[]
  readonly expires?: string
  readonly as?: string
  readonly domain?: string
  readonly to?: readonly string[]
}

export const narrow: CliCommand<NarrowInput> = {
  name: 'narrow',
  about: 'make a narrower token from one, offline, and keep it as its own',
  details:
    'Works for tokens that their holder may narrow: those of PyPI. The old token stays as it is; the narrower one takes ' +
    'its domain, destinations and variable, and ends with it at the latest.',
  args: [{ name: 'NAME', about: 'the token' }],
  options: [
    {
      flags: '--resource <KIND:NAME>',
      about: 'what alone is left, such as project:acme-web',
      repeatable: true,
      completes: 'nothing',
    },
    { flags: '--expires <WHEN>', about: 'when it ends: YYYY-MM-DD, 90d, 12h, or as in RFC 3339' },
    {
      flags: '--as <NAME>',
      about: 'how the narrower one is called; by default NAME and its project',
      completes: 'nothing',
    },
    { flags: '--domain <KIND:NAME>', about: 'another domain: project:, service: or dataset:NAME' },
    { flags: '--to <DESTINATION>', about: 'where alone it may go', repeatable: true },
  ],
  examples: [
    'bulkhead narrow pypi --resource project:acme-web',
    'bulkhead narrow pypi --resource project:acme-web --expires 30d --as pypi-web --domain project:web',
  ],
  async run({ out, vault }, { name, resource = [], expires, as, domain, to }) {
    const opened = vault()
    findToken(opened, name)
    const wanted = {
      resources: resource.map(parseResource),
      expiresAt: expires === undefined ? null : parseExpiry(expires, opened.world.now()),
      name: as ?? null,
      domain: domain === undefined ? null : parseDomain(domain),
      destinations: to ?? null,
    }
    const token = viewToken(opened, await narrowToken(opened, name, wanted))
    out.print({ token }, () => renderToken(token, out))
    out.hint(
      `bind it in the place of ${name}: bulkhead bind ${token.name}; ${name} is as wide as before, and revoking it ends ` +
        `both: where it may have leaked, bulkhead rotate ${name} and narrow again`,
    )
    return undefined
  },
}
