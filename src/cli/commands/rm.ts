import type { KeptBinding } from '../../core/ports.ts'
import { findToken } from '../../core/vault/find-token.ts'
import { removeToken } from '../../core/vault/remove-token.ts'
import type { CliCommand } from '../command.ts'

interface Input {
  readonly name: string
  readonly unbind?: boolean
}

export const rm: CliCommand<Input> = {
  name: 'rm',
  about: 'remove a token and its secret',
  details:
    'Projects that bind it get no token for that variable any more, and their commands stop, until another is bound there ' +
    'or the variable is unbound.',
  args: [{ name: 'NAME', about: 'the token' }],
  options: [{ flags: '--unbind', about: 'take its bindings away, too: commands there run without it' }],
  examples: ['bulkhead rm github-old', 'bulkhead rm github-old --unbind --yes'],
  async run({ out, ask, vault }, { name, unbind = false }) {
    const opened = vault()
    const { id } = findToken(opened, name)
    const bound = opened.catalog.bindings().filter(({ tokenId }) => tokenId === id)
    await ask.confirm(`removing ${name} and its secret${bound.length === 0 ? '' : `, bound as ${placesOf(bound)}`}`)
    await removeToken(opened, name, { unbind })
    out.print({ ok: true }, () => '')
    out.say(`removed ${name}; it works at its provider until it is revoked there`)
    const [first] = bound
    if (first === undefined || unbind) return undefined
    out.say(`commands stop where it was bound: ${placesOf(bound)}`)
    const at = `${first.env} --project ${first.root}`
    out.hint(`bind another: bulkhead bind NAME --as ${at}; or leave it out: bulkhead unbind ${at}`)
    return undefined
  },
}

const placesOf = (bindings: readonly KeptBinding[]): string =>
  bindings.map(({ env, root }) => `${env} in ${root}`).join(', ')
