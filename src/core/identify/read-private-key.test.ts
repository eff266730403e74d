import { describe, expect, it } from 'vitest'
import { readPrivateKey } from './read-private-key.ts'
import { cpuTime } from './testing/cpu-time.ts'

// Beginnings of keys, with nothing secret behind them; made up in parts, so that no scanner takes this page for a leak.
const block = (label: string, ...lines: readonly string[]) =>
  [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')

const OPENSSH = 'b3BlbnNzaC1rZXktdjEAAAAA'

const PLAIN = 'it is not encrypted: whoever copies it has it'
const SEALED = 'it is encrypted: it needs a passphrase, too'

describe('a private key', () => {
  it.each([
    [block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,00', '', 'AAAA'), SEALED],
    [block('RSA PRIVATE KEY', 'Proc-Type: 4,ENCRYPTED').replaceAll('\n', '\r\n'), SEALED],
    [block('ENCRYPTED PRIVATE KEY', 'AAAA'), SEALED],
    [block('OPENSSH PRIVATE KEY', `${OPENSSH}CmFlczI1Ni1jdHI`), SEALED],
    [`PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: aes256-cbc\nComment: x\n`, SEALED],
    ['---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nAAAA', SEALED],
    [block('PRIVATE KEY', 'AAAA'), PLAIN],
    [block('EC PRIVATE KEY', 'AAAA'), PLAIN],
    [block('OPENSSH PRIVATE KEY', `${OPENSSH}BG5vbmUAAAAEbm9uZQ`), PLAIN],
    [block('OPENSSH PRIVATE KEY', `${OPENSSH}BG5vbmUAAAAEbm9uZQ`).replaceAll('\n', '\\n'), PLAIN],
    [`PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: none\r\nComment: x\r\n`, PLAIN],
    [block('OPENSSH PRIVATE KEY', 'AAAA'), 'whether it needs a passphrase cannot be read'],
    [block('PGP PRIVATE KEY BLOCK', 'AAAA'), 'whether it needs a passphrase is not read'],
    ['---- BEGIN SSH2 PRIVATE KEY ----\nAAAA', 'whether it needs a passphrase cannot be read'],
  ])('%#: says whether it needs a passphrase', (text, says) => {
    expect(readPrivateKey(text).says).toEqual([says])
  })

  it('says what lies beside it', () => {
    const text = [block('CERTIFICATE', 'AAAA'), block('CERTIFICATE', 'BBBB'), block('RSA PRIVATE KEY', 'CCCC')].join(
      '\n',
    )
    expect(readPrivateKey(text).says).toEqual([PLAIN, 'beside it lies: certificate'])
  })

  it('never says more than labels', () => {
    const canary = 'Q0FOQVJZQ0FOQVJZQ0FOQVJZ'
    const text = block('RSA PRIVATE KEY', canary)
    expect(JSON.stringify(readPrivateKey(text))).not.toContain(canary)
  })

  it.each(['-----BEGIN ', '-----BEGIN A-----', 'KEY-----\n', '\\n', '\nEncryption: ', '-', ' '])(
    'takes 100 kB of %j in a few milliseconds',
    (unit) => {
      const text = `-----BEGIN PRIVATE KEY-----${unit.repeat(100_000 / unit.length)}`
      expect(cpuTime(() => readPrivateKey(text))).toBeLessThan(50)
    },
  )
})
