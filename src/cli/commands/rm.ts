import { findToken } from '../../core/vault/find-token.ts'
import { removeToken } from '../../core/vault/remove-token.ts'
import type { CliCommand } from '../command.ts'

export const rm: CliCommand<{ readonly name: string }> = {
  name: 'rm',
  about: 'remove a token, its bindings and its secret',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead rm github-old', 'bulkhead rm github-old --yes'],
  async run({ out, ask, vault }, { name }) {
    const opened = vault()
    const { id } = findToken(opened, name)
    const bound = opened.catalog.bindings().filter(({ tokenId }) => tokenId === id).length
    await ask.confirm(`removing ${name} and its secret${bound === 0 ? '' : `, bound ${times(bound)}`}`)
    await removeToken(opened, name)
    out.print({ ok: true }, () => '')
    out.say(`removed ${name}; it works at its provider until it is revoked there`)
    return undefined
  },
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
