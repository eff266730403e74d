/** Narrowing a token in a real catalog, while others change it, too. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Catalog, TokenRow } from '../core/ports.ts'
import { PROVIDERS } from '../core/providers/providers.ts'
import { narrowDestinations } from '../core/vault/narrow-destinations.ts'
import type { Vault } from '../core/vault/vault.ts'
import { nodeHash } from './hash.ts'
import { openTestCatalog, type TestCatalog } from './testdata/open-test-catalog.ts'
import { auditEntry, tokenRow } from './testdata/token-row.ts'
import { machineWorld } from './world.ts'

const WIDER = expect.objectContaining({ code: 'destination-refused' })

let test: TestCatalog
let row: TokenRow
beforeEach(() => {
  test = openTestCatalog()
  row = tokenRow('web', { destinations: ['api.github.com'] })
  test.catalog.insertPending(row)
  test.catalog.activate(row.id, auditEntry())
})
afterEach(() => test[Symbol.dispose]())

const vaultWith = (catalog: Catalog): Vault => ({
  ...{ catalog, audit: test.audit, world: machineWorld, hash: nodeHash, providers: PROVIDERS },
  secrets: { get: async () => null, set: async () => {}, delete: async () => false },
  actor: () => [{ pid: 1, exe: '/bin/test' }],
})
const narrow = (...texts: readonly string[]) => narrowDestinations(vaultWith(test.catalog), row.id, texts)
const destinations = () => test.catalog.tokenById(row.id)?.destinations

describe('narrowing what a token is for', () => {
  it.each([
    ['another host', 'api.gitlab.com'],
    ['a wildcard above it', '*.github.com'],
    ['another port', 'api.github.com:8443'],
    ['one that is too wide among others', 'example.com/a'],
    ['a query parameter where nothing said so', 'api.github.com via query:access_token'],
    ['a header that its provider does not read', 'api.github.com via X-Key'],
  ])('refuses %s, and changes nothing', (_, text) => {
    const events = test.audit.events().length
    expect(() => narrow('GET api.github.com/a', text)).toThrow(WIDER)
    expect(destinations()).toEqual(['api.github.com'])
    expect(test.audit.events()).toHaveLength(events)
  })

  it('refuses to leave nothing', () => {
    expect(() => narrow()).toThrow(TypeError)
  })

  it('refuses a token that is gone', () => {
    test.catalog.entomb(row.id, auditEntry())
    expect(() => narrow('GET api.github.com/a')).toThrow(expect.objectContaining({ code: 'not-found' }))
  })

  it('puts them in the place of all there are, with one event', () => {
    narrow('GET api.github.com/b', 'GET api.github.com/a')
    expect(destinations()).toEqual(['GET api.github.com/b', 'GET api.github.com/a'])
    expect(test.audit.events().at(-1)).toMatchObject({ action: 'edit', token: { id: row.id, name: 'web' } })
  })

  it('keeps what else was changed of the token', () => {
    const moved = { ...row, name: 'renamed', account: `${row.id}.2`, env: 'X' }
    expect(test.catalog.rotate(moved, row.account, auditEntry())).toBe(true)
    narrow('GET api.github.com/a')
    expect(test.catalog.tokenById(row.id)).toMatchObject({ name: 'renamed', account: `${row.id}.2`, env: 'X' })
  })

  it('does not widen what another process made narrower between reading and writing', () => {
    using other = test.again()
    const racing: Catalog = {
      ...test.catalog,
      tokenById(id) {
        const read = test.catalog.tokenById(id)
        if (read?.destinations[0] === 'api.github.com') {
          other.catalog.update({ ...read, destinations: ['api.github.com/user'] }, auditEntry())
        }
        return read
      },
    }
    expect(() => narrowDestinations(vaultWith(racing), row.id, ['api.github.com/repos/**'])).toThrow(WIDER)
    expect(destinations()).toEqual(['api.github.com/user'])
  })

  it('is done where it still is narrower than that', () => {
    using other = test.again()
    let isFirst = true
    const racing: Catalog = {
      ...test.catalog,
      tokenById(id) {
        const read = test.catalog.tokenById(id)
        if (isFirst && read !== null)
          other.catalog.update({ ...read, destinations: ['api.github.com/repos/**'] }, auditEntry())
        isFirst = false
        return read
      },
    }
    narrowDestinations(vaultWith(racing), row.id, ['GET api.github.com/repos/acme'])
    expect(destinations()).toEqual(['GET api.github.com/repos/acme'])
  })

  it('gives up on a token that is changed each time', () => {
    const racing: Catalog = { ...test.catalog, replaceDestinations: () => false }
    expect(() => narrowDestinations(vaultWith(racing), row.id, ['GET api.github.com/a'])).toThrow(
      expect.objectContaining({ code: 'failure' }),
    )
  })
})
