import { hasBech32Checksum } from '../identify/bech32.ts'
import { readPrivateKey } from '../identify/read-private-key.ts'
import { form, type Row } from './row.ts'

// Labels: RFC 7468 (PKCS #8, encrypted or not), RFC 9580 (PGP), openssh.com PROTOCOL.key, and what OpenSSL and others write before
// `PRIVATE KEY`. A file may begin with other blocks: parameters of a curve, a certificate. Only what holds a key resembles one: hence the
// short beginning.

const OPENS = 'what it opens is set where its public half lies'

/** Keys that sign and decrypt and are never sent, one row each. */
export const PRIVATE_KEYS: readonly Row[] = [
  {
    id: 'pem',
    name: 'PEM',
    formats: [
      form('private key', '---', /^-----BEGIN (?!ENCRYPTED |OPENSSH |PGP )[A-Z0-9 ]{0,40}PRIVATE KEY-----/, {
        read: readPrivateKey,
        says: OPENS,
        source: 'RFC 7468',
      }),
      form('encrypted private key', '---', /^-----BEGIN ENCRYPTED PRIVATE KEY-----/, {
        suffix: 'encrypted',
        read: readPrivateKey,
        says: OPENS,
        source: 'RFC 7468',
      }),
      form('OpenSSH private key', '---', /^-----BEGIN OPENSSH PRIVATE KEY-----/, {
        suffix: 'ssh',
        read: readPrivateKey,
        says: `every machine and code host that knows its public half lets it in; ${OPENS}`,
        source: 'openssh.com, PROTOCOL.key',
      }),
      form('PGP private key', '---', /^-----BEGIN PGP PRIVATE KEY BLOCK-----/, {
        suffix: 'pgp',
        read: readPrivateKey,
        says: 'it signs and decrypts as its owner',
        source: 'RFC 9580',
      }),
      form('SSH2 private key', '---', /^---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----/, {
        suffix: 'ssh',
        read: readPrivateKey,
        says: `every machine that knows its public half lets it in; ${OPENS}`,
        source: "trufflehog's pattern",
      }),
      form('PuTTY private key', 'PuTTY-User-Key-File-', /^PuTTY-User-Key-File-\d: [\w@.-]{3,60}/, {
        suffix: 'ssh',
        read: readPrivateKey,
        says: `every machine that knows its public half lets it in; ${OPENS}`,
        source: 'the.earth.li/~sgtatham/putty, "PPK file format"',
      }),
      form(
        'private key after other blocks',
        '---',
        /^-----BEGIN (?![A-Z0-9 ]{0,40}PRIVATE KEY)[A-Z0-9 ]{1,40}-----[^\0]{1,30000}?-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/,
        { read: readPrivateKey, says: OPENS, source: 'RFC 7468' },
      ),
    ],
    destinations: [],
    env: [],
    carriers: [],
    carried: 'never',
    narrower: 'https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html',
  },
  {
    // github.com/C2SP/C2SP, age.md: Bech32 in upper case; plugins name themselves before the last 1.
    id: 'age',
    name: 'age',
    formats: [
      form('secret key', 'AGE-SECRET-KEY-1', /^AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/, {
        checksum: hasBech32Checksum,
        says: 'it decrypts every file that was encrypted to its public half',
        source: 'C2SP, age.md',
      }),
      form(
        'post-quantum secret key',
        'AGE-SECRET-KEY-PQ-1',
        /^AGE-SECRET-KEY-PQ-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}$/,
        {
          checksum: hasBech32Checksum,
          says: 'it decrypts every file that was encrypted to its public half',
          source: 'C2SP, age.md',
        },
      ),
      form(
        'plugin identity',
        'AGE-PLUGIN-',
        /^AGE-PLUGIN-[A-Z0-9+._-]{1,60}-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{6,2000}$/,
        {
          checksum: hasBech32Checksum,
          suffix: 'plugin',
          says: 'it tells a plugin which key decrypts; the key itself may be in hardware',
          source: 'C2SP, age-plugin.md',
        },
      ),
    ],
    destinations: [],
    env: ['SOPS_AGE_KEY'],
    carriers: [],
    carried: 'never',
    narrower: 'https://github.com/FiloSottile/age',
  },
]
