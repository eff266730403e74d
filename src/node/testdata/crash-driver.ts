/**
 * A program for the SIGKILL tests: `write NAME` adds and removes tokens until it is killed, and says on stdout what was
 * acknowledged; `check` settles what is left and prints what it finds. A token's secret follows from its name.
 */
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { addToken } from '../../core/add-token.ts'
import { verifyAudit } from '../../core/audit/verify-audit.ts'
import { Secret } from '../../core/token/secret.ts'
import { removeToken } from '../../core/vault/remove-token.ts'
import { rotateToken } from '../../core/vault/rotate-token.ts'
import { settle } from '../../core/vault/settle.ts'
import { Database } from '../catalog/database.ts'
import { openVault } from '../open-vault.ts'

export interface Found {
  readonly tokens: readonly { readonly id: string; readonly name: string; readonly generation: number }[]
  readonly left: number
  readonly integrity: unknown
  readonly isChained: boolean
  /** Of the ids on the command line, those whose first secret is still in the keychain. */
  readonly stillThere: readonly string[]
}

const [, , verb = '', ...words] = process.argv
const vault = openVault()

/** Every third secret is sealed into the catalog, being too large for the keychain. */
function secretOf(name: string, generation: number): Secret {
  const text = createHash('sha256').update(`${name} ${generation}`).digest('hex')
  return new Secret(Number(name.split('-').at(-1)) % 3 === 0 ? text.repeat(40) : text)
}

const say = (...line: readonly string[]): number => writeSync(1, `${line.join(' ')}\n`)

async function write(prefix: string): Promise<never> {
  for (let count = 0; ; count += 1) {
    const name = `${prefix}-${count}`
    const { id } = await addToken(vault, secretOf(name, 1), {
      name,
      domain: { kind: 'service', name: 'crash' },
      destinations: null,
      env: null,
      scopes: [],
      resources: [],
      expiresAt: null,
    })
    say('added', id, name)
    if (count % 4 === 1) {
      await rotateToken(vault, name, secretOf(name, 2))
      say('rotated', id, name)
    }
    if (count % 4 === 2) {
      say('removing', id, name)
      await removeToken(vault, name)
      say('removed', id, name)
    }
  }
}

async function generationOf(account: string, name: string): Promise<number> {
  const text = (await vault.secrets.get(account))?.reveal()
  return [1, 2].find((generation) => secretOf(name, generation).reveal() === text) ?? 0
}

async function check(gone: readonly string[]): Promise<Found> {
  await settle(vault)
  const tokens = []
  for (const { id, name } of vault.catalog.tokens()) {
    const account = vault.catalog.tokenById(id)?.account ?? ''
    tokens.push({ id, name, generation: await generationOf(account, name) })
  }
  const stillThere = []
  for (const id of gone) if ((await vault.secrets.get(id)) !== null) stillThere.push(id)
  using database = new Database(`${vault.paths.data}/catalog.db`)
  return {
    tokens,
    left: vault.catalog.unsettled().length + vault.catalog.strays().length,
    integrity: database.row('PRAGMA integrity_check')?.[0],
    isChained: (await verifyAudit(vault)).ok,
    stillThere,
  }
}

if (verb === 'write') await write(words[0] ?? 'x')
if (verb === 'check') process.stdout.write(`${JSON.stringify(await check(words))}\n`)
vault.close()
