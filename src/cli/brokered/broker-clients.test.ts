/**
 * Programs that people use, in brokered sessions: each once inside the domain of its token and once outside.
 *
 * What is inside is granted by a server that wants the real secret; what is outside, that server would grant, too.
 */
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClientWorld, openClientWorld } from '../testing/client-world.ts'
import { ok } from '../testing/exec-world.ts'

let world: ClientWorld
beforeAll(async () => {
  world = await openClientWorld()
})
afterAll(() => world.close())

/** A client, and how it asks for `$1` with the session's variable. */
interface Client {
  readonly name: string
  readonly ask: string
  /** A script that fails where the client is not installed. Without one every machine has it. */
  readonly needs?: string
}

const node = (name: string, code: string): Client => ({
  name: `node: ${name}`,
  ask: `"$NODE" --input-type=module -e '${code}' "$1"`,
})

const python = (name: string, code: string, needs?: string): Client => ({
  name: `Python: ${name}`,
  ask: `python3 -c '${code}' "$1"`,
  ...(needs === undefined ? {} : { needs }),
})

const CLIENTS: readonly Client[] = [
  { name: 'curl, Bearer', ask: 'curl -sS -H "Authorization: Bearer $GITHUB_TOKEN" "$1"' },
  { name: 'curl, Basic', ask: 'curl -sS -u "x-access-token:$GITHUB_TOKEN" "$1"' },
  { name: 'curl, user of Basic', ask: 'curl -sS -u "$GITHUB_TOKEN:" "$1"' },
  {
    name: 'wget',
    ask: 'wget -qO- --content-on-error --ca-certificate="$SSL_CERT_FILE" --header="Authorization: Bearer $GITHUB_TOKEN" "$1"',
    needs: 'wget --version',
  },
  node(
    'fetch',
    'const a = await fetch(process.argv[1], { headers: { authorization: "Bearer " + process.env.GITHUB_TOKEN } }); console.log(await a.text())',
  ),
  node(
    'https',
    'import { get } from "node:https"; get(process.argv[1], { headers: { authorization: "token " + process.env.GITHUB_TOKEN } }, (a) => a.pipe(process.stdout))',
  ),
  python(
    'urllib',
    [
      'import os, sys, urllib.request, urllib.error',
      'r = urllib.request.Request(sys.argv[1], headers={"Authorization": "Bearer " + os.environ["GITHUB_TOKEN"]})',
      'try: a = urllib.request.urlopen(r)',
      'except urllib.error.HTTPError as e: a = e',
      'print(a.read().decode())',
    ].join('\n'),
  ),
  python(
    'requests',
    'import os, sys, requests; print(requests.get(sys.argv[1], auth=("x", os.environ["GITHUB_TOKEN"])).text)',
    'python3 -c "import requests"',
  ),
]

/** False for a client that this machine does not have: Bulkhead itself needs none of those. */
function isHere({ needs = 'true' }: Client): boolean {
  try {
    execFileSync('/bin/sh', ['-c', needs], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe.each(CLIENTS.filter(isHere))('$name', ({ ask }) => {
  const run = (path: string) => world.run(`set -- "$URL${path}"; ${ask}`)

  it('is granted what lies inside the domain', async () => {
    const done = await ok(run('/api/web/things'))
    expect(done.stdout).toContain('{"granted":true}')
  })

  it('is told why what lies outside is refused', async () => {
    const arrived = await world.arrivedDuring(async () => {
      const done = await run('/api/other/things')
      expect(JSON.parse(done.stdout)).toMatchObject({ code: 'out-of-domain-path', token: 'code' })
    })
    expect(arrived).toEqual([])
  })
})

describe('a client that does not know where the session’s root is', () => {
  it('gets no answer, and its user is told why', async () => {
    const ask =
      'curl -sS --cacert /etc/ssl/certs/ca-certificates.crt -H "Authorization: Bearer $GITHUB_TOKEN" "$URL/api/web/x"'
    const arrived = await world.arrivedDuring(async () => {
      const done = await world.run(ask)
      expect(done.code).not.toBe(0)
      expect(done.stderr).toMatch(/bulkhead: .*certificate/)
    })
    expect(arrived).toEqual([])
  })
})
