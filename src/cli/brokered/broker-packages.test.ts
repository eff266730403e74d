/**
 * git and package managers in brokered sessions, against a server that wants the real secret: each once inside the domain
 * of its token and once outside.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientWorld, openClientWorld } from '../testing/client-world.ts'
import { ok } from '../testing/exec-world.ts'
import { newestCommit } from '../testing/git-repositories.ts'
import type { Run } from '../testing/run-cli.ts'

let world: ClientWorld
beforeAll(async () => {
  world = await openClientWorld()
})
afterAll(() => world.close())

/** git, with a helper that gives the session's variable, as CI systems have it. */
const GIT = [
  'export GIT_TERMINAL_PROMPT=0',
  'git() { command git -c credential.helper= -c "credential.helper=!f() { echo username=x; echo password=\\$GITHUB_TOKEN; }; f" -c user.name=Ada -c user.email=ada@acme.example "$@"; }',
].join('\n')

const clone = (repository: string, to: string): string => `${GIT}\ngit clone -q "$URL/git/${repository}" ${to}`

describe('git over https', () => {
  it('clones and pushes inside the domain, and what it keeps holds no secret', async () => {
    const push = 'git -C cloned commit -q --allow-empty -m "from a session" && git -C cloned push -q origin main'
    await ok(world.run(`${clone('web.git', 'cloned')} && ${push}`))
    expect(newestCommit(world.repositories, 'web.git')).toBe('from a session')
  })

  it('takes the variable in the address, and keeps a placeholder then', async () => {
    await ok(world.run('git clone -q "https://x:$GITHUB_TOKEN@$AT/git/web.git" by-address'))
    expect(readFileSync(join(world.folder, 'by-address/.git/config'), 'utf8')).toMatch(/x:ghp_[A-Za-z0-9]{36}@/)
  })

  it('is refused another repository', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const done = await world.run(clone('other.git', 'stolen'))
      expect(done.code).not.toBe(0)
      expect(done.stderr).toContain('403')
      // git shows the number alone: the session says the rest, and once for the requests that git tries again.
      const reason = `code may call ${world.at}/api/web/**, call ${world.at}/git/web.git/** (out-of-domain-path)`
      expect(done.stderr).toContain(`bulkhead: refused GET ${world.at}/git/other.git/info/refs: ${reason}\nhint: `)
      expect(done.stderr.match(/bulkhead: refused/g)).toHaveLength(1)
    })
    expect(arrived).toEqual([])
  })

  it('is refused a push to another repository', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const push = 'git init -q -b main fresh && git -C fresh commit -q --allow-empty -m x'
      const done = await world.run(`${GIT}\n${push} && git -C fresh push "$URL/git/other.git" main`)
      expect(done.stderr).toContain('403')
    })
    expect(arrived).toEqual([])
    expect(newestCommit(world.repositories, 'other.git')).toBe('begin')
  })
})

describe('npm', () => {
  /** A package that depends on one of the registry, and is to be published there. */
  const begin = (login = `_authToken=\${NPM_TOKEN}`): string => {
    const at = `localhost:${world.forge.port}/npm/`
    const lines = [`@acme:registry=https://${at}`, `//${at}:${login}`, 'audit=false', 'fund=false']
    writeFileSync(join(world.folder, '.npmrc'), `${[...lines, 'update-notifier=false'].join('\n')}\n`)
    writeFileSync(join(world.folder, 'package.json'), '{ "name": "@acme/mine", "version": "1.0.0" }\n')
    return 'export npm_config_cache="$HOME/npm-cache"'
  }

  it('installs from a registry that wants a token', async () => {
    await ok(world.run(`${begin()}; npm install @acme/ui`))
    const installed = readFileSync(join(world.folder, 'node_modules/@acme/ui/package.json'), 'utf8')
    expect(JSON.parse(installed)).toMatchObject({ version: '1.0.0' })
  })

  it('installs with a login in Base64, which it sends as it is', async () => {
    await ok(world.run(`${begin(`_auth=\${NPM_AUTH}`)}; rm -rf node_modules npm-cache; npm install @acme/ui`))
    const installed = readFileSync(join(world.folder, 'node_modules/@acme/ui/package.json'), 'utf8')
    expect(JSON.parse(installed)).toMatchObject({ version: '1.0.0' })
  })

  it('is refused to publish with a token that is for reading', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const done = await world.run(`${begin()}; npm publish`)
      expect(done.code).not.toBe(0)
      // npm shows the status line, and one member of the answer.
      expect(done.stderr).toContain('403 Refused by Bulkhead (out-of-domain-method) - PUT')
      expect(done.stderr).toMatch(/npm error .* - packages may GET or HEAD .*; this was PUT /)
    })
    expect(arrived.filter(({ method }) => method === 'PUT')).toEqual([])
  })
})

const hasPip = (() => {
  try {
    execFileSync('python3', ['-m', 'pip', '--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

// Where there is no pip, there is nothing to hold: Bulkhead needs none.
describe.each(hasPip ? ['pip'] : [])('%s', () => {
  const install = (name: string): Promise<Run> =>
    world.run(
      [
        'export PIP_INDEX_URL="https://__token__:$INDEX_TOKEN@$AT/pypi/" PIP_DISABLE_PIP_VERSION_CHECK=1',
        `python3 -m pip install --no-cache-dir --retries 0 --no-deps --target python ${name}`,
      ].join('\n'),
    )

  it('installs from an index that wants a token', async () => {
    await ok(install('acme-tools'))
    expect(readFileSync(join(world.folder, 'python/acme_tools.py'), 'utf8')).toContain('42')
  })

  it('is refused a package outside the domain', async () => {
    const arrived = await world.arrivedDuring(async () => {
      // pip says of an answer that it was no only when it is asked to say much.
      const done = await install('other-tools')
      expect(done.code).not.toBe(0)
      expect(done.stderr).toContain(`bulkhead: refused GET ${world.at}/pypi/other-tools/: index may GET `)
      const loud = await install('-vv other-tools')
      expect(loud.stdout + loud.stderr).toContain('403 Client Error: Refused by Bulkhead (out-of-domain-path)')
    })
    expect(arrived).toEqual([])
  })
})
