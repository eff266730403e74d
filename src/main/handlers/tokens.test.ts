import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RequestOf } from '../../contract/channels.ts'
import type { TokenView } from '../../contract/view.ts'
import { BulkheadError } from '../../core/errors.ts'
import { sampleSecret } from '../../core/identify/testing/sample-secret.ts'
import type { SecretStore } from '../../core/ports.ts'
import type { Secret } from '../../core/token/secret.ts'
import { pathsOf } from '../../node/files/paths.ts'
import { type OpenVault, openVault } from '../../node/open-vault.ts'
import type { Ask, Question } from '../ask.ts'
import { createProjectFolders } from '../project-folders.ts'
import { createSecretClipboard } from '../secret-clipboard.ts'
import { tokenHandlers } from './tokens.ts'

const SECRET = `github_pat_${'CANARY0123'.repeat(8)}ab`

/** A keychain that can be locked. */
function memoryStore(): SecretStore & { isLocked: boolean } {
  const kept = new Map<string, Secret>()
  const store = {
    isLocked: false,
    get: async (account: string) => open(kept.get(account) ?? null),
    set: async (account: string, secret: Secret) => void open(kept.set(account, secret)),
    delete: async (account: string) => open(kept.delete(account)),
  }
  const open = <T>(value: T): T => {
    if (store.isLocked) throw new BulkheadError('keychain-locked', 'the keychain is locked')
    return value
  }
  return store
}

describe('what the window does to tokens', () => {
  let home = ''
  let vault: OpenVault
  let keychain: ReturnType<typeof memoryStore>
  let copied = ''
  let asked: Question[] = []
  let isAllowed = true
  let answer: Ask

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'bulkhead-handlers-'))
    keychain = memoryStore()
    vault = openVault({ secrets: keychain, paths: pathsOf({ BULKHEAD_HOME: join(home, 'vault') }) })
    copied = ''
    asked = []
    isAllowed = true
    answer = async () => undefined
  })
  afterEach(async () => {
    vault.close()
    await rm(home, { recursive: true, force: true })
  })

  const handlers = () => {
    const system = {
      write: async (text: string) => {
        copied = text
      },
      readText: async () => copied,
      clear: () => undefined,
    }
    return tokenHandlers({
      vault: () => vault,
      seal: { isSealed: () => false, unlock: async () => undefined },
      ask: async (question) => {
        asked.push(question)
        await answer(question)
      },
      clipboard: createSecretClipboard(system, 1000),
      folders: createProjectFolders(),
      maySpend: () => isAllowed,
      fetchAt: () => async () => Response.json({ login: 'CANARY0123'.repeat(8) }, { headers: {} }),
      tripwires: { of: () => [], news: () => [] },
      openShell: async () => 'xterm',
    })
  }

  const form: Omit<RequestOf<'tokens:add'>, 'secret'> = {
    name: 'github-web',
    domain: 'project:web',
    destinations: ['api.github.com'],
    env: 'GITHUB_TOKEN',
    scopes: ['contents:read'],
    resources: ['repository:acme/web'],
    expires: '90d',
  }
  const add = async (): Promise<TokenView> => handlers()['tokens:add']({ secret: SECRET, ...form })
  const formOf = (token: TokenView): RequestOf<'tokens:edit'> => ({
    ...form,
    id: token.id,
    scopes: [...token.reach.scopes],
    resources: token.reach.resources.map(({ kind, name }) => `${kind}:${name}`),
    expires: token.expiresAt,
  })
  const actions = (): string[] => vault.audit.events().map(({ action }) => action)

  it.each([
    ['half of a character', 'github_pat_\ud800', 'secret-invalid'],
    ['a NUL', 'abc\0def', 'secret-invalid'],
    ['nothing but a line end', '\n', 'secret-invalid'],
  ])('a secret with %s is refused before anything is written', async (_what, secret, code) => {
    await expect((async () => handlers()['tokens:add']({ secret, ...form }))()).rejects.toMatchObject({ code })
    expect(vault.catalog.tokens()).toEqual([])
    expect(vault.catalog.unsettled()).toEqual([])
  })

  it.each([
    [{ name: 'Not A Name' }, 'name-invalid'],
    [{ domain: 'web' }, 'domain-invalid'],
    [{ destinations: ['*'] }, 'destination-refused'],
    [{ env: 'LD_PRELOAD' }, 'variable-refused'],
    [{ expires: '2001-01-01' }, 'usage'],
    [{ resources: ['acme'] }, 'usage'],
  ])('a form with %j is refused', async (wrong, code) => {
    const adding = async () => handlers()['tokens:add']({ secret: SECRET, ...form, ...wrong })
    await expect(adding()).rejects.toMatchObject({ code })
    expect(vault.catalog.tokens()).toEqual([])
  })

  it('a form that was changed nowhere changes nothing, though the keychain is locked and the token expired', async () => {
    const added = await add()
    const { life, account, declared, ...token } = vault.catalog.tokenById(added.id) ?? raise()
    vault.catalog.update(
      { ...token, life, account, declared, expiresAt: '2001-01-01T00:00:00.000Z' },
      { ...(vault.audit.events().at(-1) ?? raise()) },
    )
    keychain.isLocked = true
    const [expired] = await handlers()['tokens:list']({})
    const edited = await handlers()['tokens:edit'](formOf(expired ?? raise()))
    expect(edited.expiresAt).toBe('2001-01-01T00:00:00.000Z')
    expect(edited.reach).toEqual(added.reach)
  })

  it('an edit takes the new name, domain and end of life', async () => {
    const added = await add()
    const changes = { name: 'github-api', domain: 'service:api', expires: null, env: null }
    const edited = await handlers()['tokens:edit']({ ...formOf(added), ...changes })
    expect(edited).toMatchObject({
      name: 'github-api',
      domain: { kind: 'service', name: 'api' },
      expiresAt: null,
      env: null,
    })
  })

  it('a copy goes to the clipboard, is recorded, and is not answered', async () => {
    const { id } = await add()
    const reply = await handlers()['tokens:copy']({ id })
    expect(copied === SECRET).toBe(true)
    expect(reply).toEqual({ clearsInMs: 1000 })
    expect(actions().at(-1)).toBe('copy')
  })

  it('a locked keychain stops a copy, and the clipboard keeps what it had', async () => {
    const { id } = await add()
    copied = 'a shopping list'
    keychain.isLocked = true
    const copying = async () => handlers()['tokens:copy']({ id })
    await expect(copying()).rejects.toMatchObject({ code: 'keychain-locked' })
    expect(copied).toBe('a shopping list')
  })

  it('a reveal is asked about by name, and answers nothing without a yes', async () => {
    const { id } = await add()
    answer = async () => {
      throw new BulkheadError('cancelled', 'nothing was done')
    }
    await expect((async () => handlers()['tokens:reveal']({ id }))()).rejects.toMatchObject({ code: 'cancelled' })
    expect(asked[0]?.message).toContain('github-web')
    expect(actions()).not.toContain('reveal')
  })

  it.each(['tokens:copy', 'tokens:reveal'] as const)(
    'too many of %s are refused, recorded, and ask nothing',
    async (channel) => {
      const { id } = await add()
      isAllowed = false
      await expect((async () => handlers()[channel]({ id }))()).rejects.toMatchObject({
        message: 'too many secrets were asked for',
      })
      expect(asked).toEqual([])
      expect(copied).toBe('')
      expect(vault.audit.events().at(-1)).toMatchObject({ action: 'ipc-refused', code: 'rate-limited', token: { id } })
    },
  )

  it('a removed token is gone, and its secret with it', async () => {
    const { id } = await add()
    expect(await handlers()['tokens:remove']({ id })).toBeNull()
    expect(await handlers()['tokens:list']({})).toEqual([])
    expect(await keychain.get(id)).toBeNull()
  })

  it('asks a provider, and gives back what it said without the token that it repeated', async () => {
    const { id } = await handlers()['tokens:add']({ ...form, secret: `ghp_${'CANARY0123'.repeat(4).slice(0, 36)}` })
    const view: TokenView = await handlers()['tokens:ask']({ id })
    expect(view.reach.evidence.map(({ source }) => source)).toContain('introspection')
    expect(JSON.stringify(view)).toContain('(withheld: it repeats the token)')
    expect(JSON.stringify(view)).not.toContain('CANARY')
    expect(vault.audit.events(1)).toMatchObject([
      { action: 'introspect', token: { id }, request: { method: 'GET', host: 'api.github.com', status: 200 } },
    ])
  })

  it.each([
    ['', 'secret-invalid'],
    ['\uD800', 'secret-invalid'],
    ['a\u0000b', 'secret-invalid'],
  ])('a rotation to %j is refused, and the old secret stays', async (secret, code) => {
    const { id } = await add()
    const rotating = async () => handlers()['tokens:rotate']({ id, secret, expires: null })
    await expect(rotating()).rejects.toMatchObject({ code })
    expect((await keychain.get(id))?.reveal() === SECRET).toBe(true)
  })

  it('a rotation that cannot reach the keychain leaves the old secret in force', async () => {
    const { id } = await add()
    keychain.isLocked = true
    const rotating = async () => handlers()['tokens:rotate']({ id, secret: `${SECRET}c`, expires: null })
    await expect(rotating()).rejects.toMatchObject({ code: 'keychain-locked' })
    keychain.isLocked = false
    expect(vault.catalog.tokenById(id)?.account).toBe(id)
  })

  it('a rotation puts the new secret in place and gives neither back', async () => {
    const { id, name } = await add()
    const rotated = await handlers()['tokens:rotate']({ id, secret: `${SECRET}c`, expires: '30d' })
    expect(rotated).toMatchObject({ id, name })
    expect(rotated.rotatedAt).not.toBeNull()
    expect(JSON.stringify(rotated)).not.toContain('CANARY')
    expect(await keychain.get(id)).toBeNull()
    expect((await keychain.get(`${id}.2`))?.reveal() === `${SECRET}c`).toBe(true)
  })

  const pypi = () => sampleSecret({ pypi: [] })
  const narrowing = { name: 'pypi-web', domain: 'project:web', resources: ['project:acme-web'], expires: '30d' }

  it('a narrower token is a token of its own, and neither secret is given back', async () => {
    const old: TokenView = await handlers()['tokens:add']({ ...form, name: 'pypi', secret: pypi(), resources: [] })
    expect(old.narrowable).toBe(true)
    const narrower = await handlers()['tokens:narrow']({ id: old.id, ...narrowing })
    expect(narrower).toMatchObject({ name: 'pypi-web', reach: { resources: [{ kind: 'project', name: 'acme-web' }] } })
    expect(narrower.expiresAt).not.toBeNull()
    const secret = (await keychain.get(narrower.id))?.reveal() ?? ''
    expect(secret.startsWith(pypi().slice(0, 60)) && secret !== pypi()).toBe(true)
    expect(JSON.stringify(narrower)).not.toContain(secret.slice(0, 60))
    expect((await keychain.get(old.id))?.reveal() === pypi()).toBe(true)
    expect(actions()).toContain('narrow')
  })

  it.each([
    [{ resources: [], expires: null }, 'usage'],
    [{ resources: ['repository:acme/web'] }, 'usage'],
    [{ name: 'pypi' }, 'name-taken'],
    [{ domain: 'web' }, 'domain-invalid'],
  ])('a narrowing with %j is refused, and makes nothing', async (wrong, code) => {
    const { id } = await handlers()['tokens:add']({ ...form, name: 'pypi', secret: pypi(), resources: [] })
    const asking = async () => handlers()['tokens:narrow']({ id, ...narrowing, ...wrong })
    await expect(asking()).rejects.toMatchObject({ code })
    expect(vault.catalog.tokens()).toHaveLength(1)
  })

  it('shows on which side of the wall each resource lies, and whom one may ask', async () => {
    const resources = ['repository:acme/web', 'repository:acme/api']
    const view: TokenView = await handlers()['tokens:add']({
      ...form,
      resources,
      secret: `ghp_${'CANARY0123'.repeat(4).slice(0, 36)}`,
    })
    expect(view).toMatchObject({ providerName: 'GitHub', askable: true, narrowable: false })
    expect(view.inside).toEqual([{ kind: 'repository', name: 'acme/web' }])
    expect(view.outside).toEqual([{ kind: 'repository', name: 'acme/api' }])
    const unknown = await handlers()['tokens:add']({
      ...form,
      name: 'x',
      secret: 'CANARY-of-no-known-form-at-all-0123',
    })
    expect(unknown).toMatchObject({ provider: null, providerName: null, askable: false })
  })
})

function raise(): never {
  throw new TypeError('not there')
}
