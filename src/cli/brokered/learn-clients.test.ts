/** git, npm and curl learn, their tokens are narrowed to that, and the same work goes through again, and nothing beside it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientWorld, openClientWorld } from '../testing/client-world.ts'
import { ok } from '../testing/exec-world.ts'

let world: ClientWorld
let id = ''

beforeAll(async () => {
  world = await openClientWorld()
  const { keyring, forge } = world
  const at = `localhost:${forge.port}`
  const npm = `@acme:registry=https://${at}/npm/\n//${at}/npm/:_authToken=\${NPM_TOKEN}\naudit=false\nfund=false\n`
  writeFileSync(join(keyring.home, '.npmrc'), `${npm}update-notifier=false\ncache=${join(keyring.home, 'npm-cache')}\n`)
  const ask = `!f() { echo username=x; echo "password=$GITHUB_TOKEN"; }; f`
  const git = `[credential]\n\thelper = ${JSON.stringify(ask)}\n[user]\n\tname = Ada\n\temail = ada@acme.example\n`
  writeFileSync(join(keyring.home, '.gitconfig'), git)
})
afterAll(() => world.close())

/** A day's work, in a folder of its own. */
const work = (folder: string): string =>
  [
    'set -e',
    `git clone -q "$URL/git/web.git" ${folder}`,
    `cd ${folder}`,
    'rm -rf "$HOME/npm-cache"',
    'npm install --no-save @acme/ui',
    'git commit -q --allow-empty -m "from a session"',
    'git push -q origin HEAD:main',
    'curl -sS --fail -H "Authorization: Bearer $GITHUB_TOKEN" "$URL/api/web/things/12345"',
  ].join('\n')

const destinationsOf = async (name: string): Promise<readonly string[]> =>
  ((await ok(world.bulkhead(['show', name, '--json']))).json().token as { destinations: string[] }).destinations

describe('a day’s work', () => {
  it('is learned, also where it asks without a credential first', async () => {
    const { stderr } = await ok(world.run(work('one'), ['--learn', '--strict']))
    id = /bulkhead replay (ses_[0-9A-Z]{26})/.exec(stderr)?.[1] ?? ''
    await ok(world.bulkhead(['replay', id, '--accept', '--yes']))
    const at = `localhost:${world.forge.port}`
    expect(await destinationsOf('code')).toEqual([
      `GET ${at}/api/web/things/*`,
      `GET ${at}/git/web.git/info/refs`,
      `POST ${at}/git/web.git/git-receive-pack`,
      `POST ${at}/git/web.git/git-upload-pack`,
    ])
    const packages = await destinationsOf('packages')
    expect(packages.length).toBeLessThanOrEqual(2)
    for (const text of packages) expect(text).toMatch(/^GET localhost:\d+\/npm\//)
    expect(await destinationsOf('index')).toEqual([`GET ${at}/pypi/acme-tools/**`])
  })

  it('goes through again', async () => {
    await ok(world.run(work('two'), ['--strict']))
  })

  it('and what lies beside it does not any more', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const done = await world.run('curl -sS -H "Authorization: Bearer $GITHUB_TOKEN" "$URL/api/web/other"', [
        '--strict',
      ])
      expect(done.stdout).toContain('out-of-domain-path')
    })
    expect(arrived).toEqual([])
  })
})
