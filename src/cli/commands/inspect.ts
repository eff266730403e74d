import { BulkheadError } from '../../core/errors.ts'
import type { PublicKey } from '../../core/identify/verify-jwt.ts'
import { PROVIDERS } from '../../core/providers/providers.ts'
import type { Asking } from '../../core/reach/ask-about.ts'
import { inspect as inspectText } from '../../core/reach/inspect.ts'
import type { Inspection } from '../../core/reach/inspection.ts'
import type { CliCommand } from '../command.ts'
import { askingOf, ONLINE_OPTIONS, type OnlineInput, sayUnasked } from '../online.ts'
import type { Output } from '../output.ts'
import { renderInspection } from '../render/render-inspection.ts'

// A set of keys is a few kilobytes.
const KEYS_LIMIT = 64 * 1024

interface InspectInput extends OnlineInput {
  readonly jwks?: string
}

export const inspect: CliCommand<InspectInput> = {
  name: 'inspect',
  about: 'read one secret and say what it is; nothing is stored',
  readsSecret: true,
  options: [
    ...ONLINE_OPTIONS,
    { flags: '--jwks <FILE>', about: 'check the signature of a JWT with the keys in a file' },
  ],
  examples: [
    'bulkhead inspect',
    'bulkhead inspect --json < key.txt',
    'bulkhead inspect --online --base https://gitlab.example.com',
    'bulkhead inspect --jwks keys.json < token.txt',
  ],
  async run({ out, ask }, input) {
    const asking = await askingOf(input, out)
    const keys = input.jwks === undefined ? null : await readKeys(input.jwks, asking)
    const secret = await ask.secret('secret to inspect')
    const inspection = keys === null ? await looked(secret.reveal(), asking, out) : await signed(secret.reveal(), keys)
    out.print({ inspection }, () => renderInspection(inspection, out))
    return undefined
  },
}

const looked = async (text: string, asking: Asking | null, out: Output): Promise<Inspection> =>
  asking === null ? inspectText(text, PROVIDERS, new Date()) : online(text, asking, out)

async function signed(text: string, keys: readonly PublicKey[]): Promise<Inspection> {
  const { inspectSigned } = await import('../../core/reach/inspect-signed.ts')
  return inspectSigned(text, PROVIDERS, keys, new Date())
}

/** Reads the keys before a secret is asked for, so that a slip costs no second paste. */
async function readKeys(path: string, asking: Asking | null): Promise<readonly PublicKey[]> {
  if (asking !== null)
    throw new BulkheadError('usage', 'a JWT belongs to no provider that could be asked', {
      hint: 'give --jwks or --online, not both',
    })
  const { readFileSafely } = await import('../../node/files/safe-file.ts')
  const { readJwks } = await import('../../core/identify/verify-jwt.ts')
  const content = readFileSafely(path, KEYS_LIMIT)
  if (content === null) throw new BulkheadError('not-found', `there is no file ${path}`)
  const keys = readJwks(content.toString('utf8'))
  if (keys !== null) return keys
  throw new BulkheadError('usage', `${path} holds no public key`, {
    hint: 'it must be a JWKS, as an issuer publishes it: {"keys":[…]} with RSA, EC or OKP keys',
  })
}

async function online(text: string, asking: Asking, out: Output): Promise<Inspection> {
  // With it comes what is known of every provider's questions.
  const { inspectOnline } = await import('../../core/reach/inspect-online.ts')
  const { inspection, ...asked } = await inspectOnline(text, PROVIDERS, new Date(), asking)
  sayUnasked(out, 'this secret', asked)
  return inspection
}
