/**
 * What a refusal tells to do, done by a shell: the command is pasted as it is, and the same request is allowed then.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assertNoCanary, newCanary } from '../../../e2e/canaries.ts'
import { type BrokeredWorld, openBrokeredWorld } from '../testing/brokered-world.ts'
import { ok } from '../testing/exec-world.ts'
import { type Run, run } from '../testing/run-cli.ts'

const other = newCanary('the token of the other host', 'x-', 40)

let world: BrokeredWorld
beforeAll(async () => {
  world = await openBrokeredWorld({ to: 'GET localhost:PORT/allowed/**' })
  await world.add('other', 'OTHER_TOKEN', other, `localhost:${world.stranger.port}`)
})
afterAll(() => world.close())

const brokered = async (script: string): Promise<Run> => {
  const done = await world.shell(script)
  assertNoCanary([world.token, other], 'what a session wrote', done.stdout + done.stderr)
  return done
}

const paste = async (command: string, shell = '/bin/bash'): Promise<Run> =>
  run(shell, ['-c', `bulkhead() { "$NODE" "$CLI" "$@"; }\n${command}`], {
    ...{ input: '', cwd: world.folder },
    env: { ...world.keyring.env, NODE: process.execPath, CLI: world.cli },
  })

const curl = (rest: string): string => `curl -sS --path-as-is -H "Authorization: Bearer $WEB_TOKEN" ${rest}`

/** `PORT` is the token's own host, `STRANGER` the other. */
const REFUSED: readonly (readonly [code: string, shell: string, ask: string])[] = [
  ['out-of-domain-path', '/bin/bash', `"https://localhost:PORT/o'neil/!x/\\$(id)/a;b"`],
  ['out-of-domain-path', '/usr/bin/zsh', `"https://localhost:PORT/zsh/it's/~/=x"`],
  ['out-of-domain-method', '/bin/bash', '-X DELETE https://localhost:PORT/allowed/things'],
  [
    'out-of-domain-method',
    '/bin/sh',
    '-X POST -H "X-HTTP-Method-Override: PATCH" https://localhost:PORT/allowed/things',
  ],
  ['out-of-domain-host', '/bin/bash', 'https://localhost:STRANGER/things'],
]

describe('a request that was refused', () => {
  it.each(REFUSED)('%s: is allowed in the next session by the command of its hint (%s)', async (code, shell, ask) => {
    const request = curl(
      ask.replace('PORT', String(world.upstream.port)).replace('STRANGER', String(world.stranger.port)),
    )
    const refused = await brokered(request)
    expect(JSON.parse(refused.stdout)).toMatchObject({ code, token: 'web' })
    const [, command = ''] = /^hint: to allow it in the next session: (.*)$/m.exec(refused.stderr) ?? []
    expect(JSON.parse(refused.stdout)).toMatchObject({ hint: `to allow it in the next session: ${command}` })

    const pasted = await paste(command, shell)
    expect(`${pasted.code} ${pasted.stderr}`).toBe('0 ')
    const allowed = await ok(brokered(request))
    expect(allowed.stdout).toBe('fine')
    expect(allowed.stderr).not.toContain('refused')
  })

  it('keeps what two hints add, whichever is pasted last', async () => {
    const urls = ['one', 'two'].map((name) => `https://${world.at(`/${name}`)}`)
    const refused = await brokered(urls.map(curl).join('\n'))
    const commands = Array.from(refused.stderr.matchAll(/: (bulkhead edit .*)$/gm), ([, command = '']) => command)
    expect(commands).toHaveLength(2)
    for (const command of commands) await ok(paste(command))
    expect((await brokered(urls.map(curl).join('\n'))).stdout).toBe('finefine')
  })

  it('is said once of each kind, and the query never', async () => {
    const urls = [1, 2, 3, 4].map((id) => `'https://${world.at(`/things/${id}?key=hunter2`)}'`)
    const { stderr } = await brokered(urls.map(curl).join('\n'))
    expect(stderr.match(/bulkhead: refused GET localhost:\d+\/things\/1: /g)).toHaveLength(1)
    expect(stderr.match(/bulkhead: refused/g)).toHaveLength(1)
    expect(stderr).not.toContain('hunter2')
  })

  it('shows nothing that drives a terminal', async () => {
    const { stderr } = await brokered(
      `${curl(`'https://${world.at('')}/a/%1b%5d0;x%07/%e2%80%ae'`)}; printf 'GET /\\x1b[31m HTTP/1.1\\r\\n\\r\\n' > "/dev/tcp/127.0.0.1/\${HTTPS_PROXY##*:}"`,
    )
    expect(stderr).toContain('bulkhead: refused')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202e]/)
  })
})
