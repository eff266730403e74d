import type { Provider, ScopeFact } from '../token/provider.ts'
import { grant, header } from './row.ts'

// Forms: the registry's own source, github.com/rust-lang/crates.io, crates_io_database (utils/token.rs) and crates_io_trustpub
// (access_token.rs). Endpoint scopes: RFC 2947; the empty scope of an old token allows all of them.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

const PREFIX = 'cio_tp_'

/** True when the last character is that of the alphabet at which all bytes before it, combined by exclusive or, point. */
export function hasCratesChecksum(text: string): boolean {
  const combined = [...text.slice(PREFIX.length, -1)].reduce((sum, character) => sum ^ character.charCodeAt(0), 0)
  return text.endsWith(ALPHABET.charAt(combined % ALPHABET.length))
}

const PUBLISHES: ScopeFact = { access: 'write', breadth: 'account' }

export const crates: Provider = {
  id: 'crates',
  name: 'crates.io',
  formats: [
    {
      kind: 'API token',
      prefix: 'cio',
      pattern: /^cio[A-Za-z0-9]{32}$/,
      says: 'the text tells neither its crates nor its scopes',
      source: 'rust-lang/crates.io, utils/token.rs',
    },
    {
      kind: 'trusted publishing token',
      prefix: PREFIX,
      pattern: /^cio_tp_[A-Za-z0-9]{32}$/,
      checksum: hasCratesChecksum,
      access: 'write',
      shortLived: true,
      says: 'one job publishes with it; it ends within the hour',
      source: 'rust-lang/crates.io, access_token.rs',
    },
  ],
  destinations: ['crates.io'],
  env: ['CARGO_REGISTRY_TOKEN', 'CARGO_REGISTRIES_CRATES_IO_TOKEN'],
  carriers: [header('Authorization')],
  carried: 'requests',
  scopes: new Map([
    ['publish-new', { ...PUBLISHES, says: 'publish new crates in the name of its user' }],
    ['publish-update', { ...PUBLISHES, says: 'publish every crate of its user' }],
    ['yank', { ...PUBLISHES, says: 'yank versions of every crate of its user' }],
    ['change-owners', { access: 'admin', breadth: 'account', says: 'change the owners of every crate of its user' }],
    ...grant('legacy', { access: 'admin', atLeast: 'account', says: 'do everything that its user may' }),
    ['trusted-publishing', { access: 'admin', breadth: 'account', says: 'change from where its crates are published' }],
  ]),
  links: { narrower: 'https://crates.io/settings/tokens/new', revoke: 'https://crates.io/settings/tokens' },
}
