import { parseExpiry } from '../../core/token/expiry.ts'
import { findToken } from '../../core/vault/find-token.ts'
import { rotateToken } from '../../core/vault/rotate-token.ts'
import { viewToken } from '../../core/vault/view-tokens.ts'
import type { CliCommand } from '../command.ts'
import { renderToken } from '../render/render-token.ts'

interface RotateInput {
  readonly name: string
  readonly expires?: string
}

export const rotate: CliCommand<RotateInput> = {
  name: 'rotate',
  about: 'put a new secret in the place of the old one, everywhere at once',
  details: 'Name, domain and bindings stay. The old secret leaves the keychain only when the new one is in it.',
  readsSecret: true,
  args: [{ name: 'NAME', about: 'the token' }],
  options: [{ flags: '--expires <WHEN>', about: 'when the new one ends: YYYY-MM-DD, 90d, 12h, or as in RFC 3339' }],
  examples: ['bulkhead rotate github-web', 'bulkhead rotate github-web --expires 90d < new.txt'],
  async run({ out, ask, vault }, { name, expires }) {
    const opened = vault()
    findToken(opened, name)
    const expiresAt = expires === undefined ? null : parseExpiry(expires, opened.world.now())
    const secret = await ask.secret(`new secret for ${name}`)
    const token = viewToken(opened, await rotateToken(opened, name, secret, expiresAt))
    out.print({ token }, () => renderToken(token, out))
    out.hint('revoke the old one at its provider: it works until then')
    return undefined
  },
}
