/** The helper as docker calls it, and the launcher that docker finds. */
import { chmodSync, copyFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, assertNoCanaryInFiles, newCanary } from '../../../e2e/canaries.ts'
import { ROOT } from '../../../scripts/setup.mjs'
import { DOCKER_VECTORS } from '../testing/credential-vectors.ts'
import { type CredentialWorld, is, openCredentialWorld } from '../testing/credential-world.ts'
import { ok } from '../testing/exec-world.ts'
import { run } from '../testing/run-cli.ts'

const github = newCanary('the GitHub token', 'github_pat_', 82)
const wide = newCanary('a token for all of a server')
const narrow = newCanary('a token for a part of it')
const rival = newCanary('a rival')
const hub = newCanary('the Docker Hub token', 'dckr_pat_', 27)

let world: CredentialWorld
beforeAll(async () => {
  world = await openCredentialWorld()
  await world.add('github-web', github, 'GITHUB_TOKEN')
  await world.add('wide', wide, 'WIDE', 'git.example.com', 'two.example.com')
  await world.add('narrow', narrow, 'NARROW', 'git.example.com/acme/web.git', 'only.example.com/acme/**')
  await world.add('rival', rival, 'RIVAL', 'two.example.com')
  await world.add('hub', hub, 'DOCKERHUB_TOKEN')
  await ok(world.bulkhead(['edit', 'hub', '--resource', 'account:acme']))
  await ok(world.bulkhead(['edit', 'github-web', '--to', 'github.com', '--to', 'ghcr.io', '--to', 'api.github.com']))
})
afterAll(() => world.close())

describe('docker', () => {
  it.each(DOCKER_VECTORS)('$name: $expect', async ({ input, expect: expected }) => {
    const { code, stdout } = await world.credential(['docker', 'get'], { input })
    if (expected === 'answered') {
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ ServerURL: input.trim() })
    } else {
      expect({ code, stdout }).toEqual({ code: 1, stdout: `${expected}\n` })
    }
  })

  it('gets server, user name and secret', async () => {
    const { stdout } = await world.credential(['docker', 'get'], { input: 'https://index.docker.io/v1/' })
    const { ServerURL, Username, Secret, ...more } = JSON.parse(stdout)
    expect({ ServerURL, Username, more }).toEqual({
      ServerURL: 'https://index.docker.io/v1/',
      Username: 'acme',
      more: {},
    })
    expect(is(Secret, hub)).toBe(true)
    expect(world.last()).toMatchObject({ token: { name: 'hub' }, request: { method: 'docker' } })
  })

  it('is told the reason of a failure where it looks for it', async () => {
    const { code, stdout } = await world.credential(['docker', 'get'], { input: 'two.example.com' })
    expect({ code, stdout }).toMatchObject({ code: 1, stdout: expect.stringMatching(/^several tokens fit.*\n$/) })
  })

  it('lists registries, and no other servers', async () => {
    const { code, stdout } = await world.credential(['docker', 'list'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({ 'https://index.docker.io/v1/': 'acme', 'ghcr.io': 'x-access-token' })
  })

  it('stores and erases nothing', async () => {
    const typed = newCanary('what a user typed')
    const login = JSON.stringify({ ServerURL: 'ghcr.io', Username: 'ada', Secret: typed.value })
    const stored = await world.credential(['docker', 'store'], { input: login })
    expect(stored).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('was not kept') })
    assertNoCanary([typed], 'standard error', stored.stderr)
    assertNoCanaryInFiles([typed], join(world.keyring.home, 'bulkhead'))
    expect(await world.credential(['docker', 'erase'], { input: 'ghcr.io' })).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    })
  })

  it('finds the helper by its name, through links', async () => {
    const bin = world.folder('docker-bin')
    symlinkSync(join(world.cli, '..'), join(world.keyring.home, 'cli'))
    for (const name of ['bulkhead', 'docker-credential-bulkhead']) {
      copyFileSync(join(ROOT, 'resources/bin', name), join(bin, name))
      chmodSync(join(bin, name), 0o755)
    }
    const path = world.folder('docker-path')
    symlinkSync('../docker-bin/docker-credential-bulkhead', join(path, 'docker-credential-bulkhead'))
    const env = { ...world.keyring.env, PATH: `${path}:${join(process.execPath, '..')}:${world.keyring.env.PATH}` }
    const { code, stdout } = await run('docker-credential-bulkhead', ['get'], { input: 'ghcr.io', cwd: world.web, env })
    expect(code).toBe(0)
    expect(is(JSON.parse(stdout).Secret, github)).toBe(true)
  })
})
