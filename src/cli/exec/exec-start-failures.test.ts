/** `bulkhead exec` as real processes: each way in which a command cannot start. */
import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, copyFileSync, openSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ExecWorld, ok, openExecWorld } from '../testing/exec-world.ts'

let world: ExecWorld
let keyring: ExecWorld['keyring']
let bulkhead: ExecWorld['bulkhead']
let folder: ExecWorld['folder']
let bin: ExecWorld['bin']
let project: ExecWorld['project']
let exec: ExecWorld['exec']
let fromShell: ExecWorld['fromShell']
let script: ExecWorld['script']

beforeAll(async () => {
  world = await openExecWorld()
  ;({ keyring, bulkhead, folder, bin, project, exec, fromShell, script } = world)
})

afterAll(() => world.close())

describe('exec, when a command cannot start', () => {
  const CASES: readonly { name: string; exit: 126 | 127; make: () => string }[] = [
    { name: 'a name that PATH does not have', exit: 127, make: () => 'no-such-command' },
    { name: 'an empty name', exit: 127, make: () => '' },
    { name: 'a path that is not there', exit: 127, make: () => './nowhere/at-all' },
    { name: 'a path through a file', exit: 126, make: () => `${script('a-file', '')}/below` },
    { name: 'a directory', exit: 126, make: () => bin },
    { name: 'a file without x', exit: 126, make: () => script('plain', '#!/bin/sh\n', 0o644) },
    { name: 'a name in PATH without x', exit: 126, make: () => basename(script('plain-in-path', '', 0o644)) },
    { name: 'a link in a circle', exit: 126, make: () => circle() },
    { name: 'a name that is too long', exit: 126, make: () => `./${'x'.repeat(5_000)}` },
    { name: 'a missing interpreter', exit: 126, make: () => script('no-interpreter', '#!/no/such/interpreter\n') },
    { name: 'an interpreter with a carriage return', exit: 126, make: () => script('crlf', '#!/bin/sh\r\nexit 0\r\n') },
    { name: 'an interpreter that is a directory', exit: 126, make: () => script('dir-interpreter', '#!/bin\n') },
    {
      name: 'an interpreter without x',
      exit: 126,
      make: () => script('x-interpreter', `#!${script('i', '', 0o644)}\n`),
    },
    {
      name: 'an interpreter that is no program',
      exit: 126,
      make: () => script('t-interpreter', `#!${script('t', 'text')}\n`),
    },
    { name: 'scripts that interpret each other', exit: 126, make: () => chain(6) },
    { name: 'binary data', exit: 126, make: () => script('binary', Buffer.from([1, 2, 3, 0, 0, 0, 10])) },
    { name: 'the first bytes of a program', exit: 126, make: () => script('cut', Buffer.from('\x7fELF')) },
    { name: 'a program for another processor', exit: 126, make: () => script('alien', elf({ machine: 0xb7 })) },
    { name: 'an object file', exit: 126, make: () => script('object', elf({ type: 1 })) },
    {
      name: 'a program whose loader is missing',
      exit: 126,
      make: () => script('loader', elf({ loader: '/no/ld.so' })),
    },
    { name: 'a FIFO', exit: 126, make: () => fifo() },
    { name: 'a device', exit: 126, make: () => '/dev/null' },
  ]

  it.each(CASES)('gives $exit for $name', async ({ exit, make }) => {
    const command = make()
    const PATH = `${bin}:${keyring.env.PATH}`
    const done = await bulkhead(['exec', '--', command, 'argument'], { cwd: folder, env: { PATH } })
    expect(done.stderr).toMatch(/^bulkhead: /)
    expect(done.code).toBe(exit)
  })

  it('gives 126 for a program that is being written', async () => {
    const path = join(bin, 'busy')
    copyFileSync('/bin/true', path)
    chmodSync(path, 0o755)
    await ok(exec([path]))
    const descriptor = openSync(path, 'r+')
    try {
      expect((await exec([path])).code).toBe(126)
    } finally {
      closeSync(descriptor)
    }
  })

  it('gives 126 for a secret that no environment takes', async () => {
    const path = project('huge')
    const secret = Buffer.alloc(131_072 - 'HUGE='.length, 'x')
    await ok(bulkhead(['add', 'huge', '--domain', 'service:x', '--env', 'HUGE'], { input: secret }))
    await ok(bulkhead(['bind', 'huge'], { cwd: path }))
    const done = await bulkhead(['exec', '--', 'true'], { cwd: path })
    expect(done.stderr).toMatch(/HUGE is too long/)
    expect(done.code).toBe(126)

    await ok(bulkhead(['rotate', 'huge'], { input: secret.subarray(1) }))
    const fits = await ok(bulkhead(['exec', '--', 'sh', '-c', 'env | grep ^HUGE= | wc -c'], { cwd: path }))
    expect(fits.stdout.trim()).toBe('131072')
  })

  it('gives 126, and never dies, where arguments and environment come close to the limit', async () => {
    const done = await fromShell(
      `ulimit -Ss 1024; X=$(head -c 1000 /dev/zero | tr '\\0' x)
       set --; for i in $(seq 235); do set -- "$@" "$X"; done
       for i in $(seq 25); do set -- "$@" "$X"; "$NODE" "$CLI" exec -- true "$@"; echo "$?"; done`,
    )
    const codes = done.stdout.trim().split('\n')
    expect(codes).toContain('0')
    expect(codes.filter((code) => code !== '0' && code !== '126')).toEqual([])
    expect(done.stderr).toMatch(/bulkhead: true: the arguments and the environment are too large together/)
  })

  const circle = (): string => {
    symlinkSync('round-b', join(bin, 'round-a'))
    symlinkSync('round-a', join(bin, 'round-b'))
    return join(bin, 'round-a')
  }
  const chain = (depth: number): string =>
    Array.from({ length: depth }, (_, index) => index).reduce(
      (inner, index) => script(`chain-${index}`, `#!${inner}\n`),
      '/bin/sh',
    )
  const fifo = (): string => {
    const path = join(bin, 'fifo')
    execFileSync('mkfifo', [path])
    chmodSync(path, 0o755)
    return path
  }
})

/** A 64-bit program for Linux as far as the kernel looks before it starts it, all else missing. */
function elf({ machine = 0x3e, type = 2, loader = '/lib64/ld-linux-x86-64.so.2' } = {}): Buffer {
  const bytes = Buffer.alloc(64 + 56 + loader.length + 1)
  bytes.write('\x7fELF', 'latin1')
  bytes.set([2, 1, 1], 4)
  bytes.writeUInt16LE(type, 16)
  bytes.writeUInt16LE(machine, 18)
  bytes.writeBigUInt64LE(64n, 32)
  bytes.writeUInt16LE(56, 54)
  bytes.writeUInt16LE(1, 56)
  bytes.writeUInt32LE(3, 64)
  bytes.writeBigUInt64LE(120n, 64 + 8)
  bytes.writeBigUInt64LE(BigInt(loader.length + 1), 64 + 32)
  bytes.write(loader, 120)
  return bytes
}
