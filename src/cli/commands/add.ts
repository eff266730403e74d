import { addToken } from '../../core/add-token.ts'
import { parseDomain, parseName } from '../../core/token/domain.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { DETAIL_OPTIONS, type DetailInput, parseDetails } from '../details.ts'
import { renderToken } from '../render/render-token.ts'

interface AddInput extends DetailInput {
  readonly name: string
  readonly domain: string
}

export const add: CliCommand<AddInput> = {
  name: 'add',
  about: 'keep a token, read from standard input or a hidden prompt',
  details:
    'The secret goes to the keychain; its domain and reach go to the catalog. Without --to it may go where its ' +
    'provider needs it, and without --env it takes the variable that its provider’s tools read.',
  readsSecret: true,
  args: [{ name: 'NAME', about: 'a name of yours: a-z, 0-9, dot, dash and underscore', completes: 'nothing' }],
  options: [
    { flags: '--domain <KIND:NAME>', about: 'what it serves: project:, service: or dataset:NAME', required: true },
    ...DETAIL_OPTIONS,
  ],
  examples: [
    'bulkhead add github-web --domain project:web',
    'bulkhead add billing --domain service:billing --to "GET api.stripe.com/v1/**" < key.txt',
  ],
  async run({ out, ask, vault }, { name, domain, ...input }) {
    const opened = vault()
    const details = parseDetails(input, opened.world.now())
    const request = {
      name: parseName(name),
      domain: parseDomain(domain),
      destinations: details.destinations ?? null,
      env: details.env,
      scopes: details.scopes ?? [],
      resources: details.resources ?? [],
      expiresAt: details.expiresAt ?? null,
    }
    const secret = await ask.secret(`secret for ${name}`)
    const token = viewToken(opened, await addToken(opened, secret, request))
    out.print({ token }, () => renderToken(token, out))
    const where = token.domain.kind === 'project' ? `the project ${token.domain.name}` : 'a project'
    out.hint(`in the folder of ${where}: bulkhead bind ${token.name}`)
    return undefined
  },
}
