import { BulkheadError } from '../../core/errors.ts'
import { parseDomain, parseName } from '../../core/token/domain.ts'
import { canonicalDestinations } from '../../core/vault/canonical-destinations.ts'
import { editToken } from '../../core/vault/edit-token.ts'
import { findToken } from '../../core/vault/find-token.ts'
import type { Vault } from '../../core/vault/vault.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { DETAIL_OPTIONS, type DetailInput, parseDetails } from '../details.ts'
import { renderToken } from '../render/render-token.ts'

interface EditInput extends DetailInput {
  readonly name: string
  readonly rename?: string
  readonly domain?: string
  readonly addTo?: readonly string[]
}

export const edit: CliCommand<EditInput> = {
  name: 'edit',
  about: 'change what is recorded of a token; what is not named stays',
  details: '--to, --scope and --resource replace all there are. A new secret is what `bulkhead rotate` is for.',
  readsSecret: true,
  args: [{ name: 'NAME', about: 'the token' }],
  options: [
    { flags: '--rename <NEW>', about: 'another name' },
    { flags: '--domain <KIND:NAME>', about: 'another domain' },
    ...DETAIL_OPTIONS,
    { flags: '--add-to <DESTINATION>', about: 'where it may go, too; what it has stays', repeatable: true },
    { flags: '--no-expires', about: 'no expiry' },
  ],
  examples: [
    'bulkhead edit github-web --to "GET api.github.com/repos/acme/web/**"',
    'bulkhead edit github-web --rename github-site --expires 90d',
  ],
  async run({ out, vault }, { name, rename, domain, addTo, ...input }) {
    const opened = vault()
    const details = parseDetails(input, opened.world.now())
    const changes = given({
      name: rename === undefined ? undefined : parseName(rename),
      domain: domain === undefined ? undefined : parseDomain(domain),
      ...details,
      destinations: addTo === undefined ? details.destinations : withMore(opened, name, details.destinations, addTo),
    })
    if (Object.keys(changes).length === 0) {
      throw new BulkheadError('usage', 'nothing to change was named', { hint: 'run `bulkhead edit --help`' })
    }
    const token = viewToken(opened, await editToken(opened, name, changes))
    out.print({ token }, () => renderToken(token, out))
    return undefined
  },
}

/** What a token has, or is to have, and more. */
function withMore(
  vault: Vault,
  name: string,
  instead: readonly string[] | undefined,
  more: readonly string[],
): readonly string[] {
  const added = canonicalDestinations(more)
  return [...(instead ?? findToken(vault, name).destinations), ...added]
}

type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> }

/** Without what is undefined: for core, a key that is there is a change. */
const given = <T extends object>(all: T): Given<T> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Given<T>
