import { crc32 as zlibCrc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { hasAtlassianChecksum } from './atlassian-checksum.ts'
import { awsAccountOf, readAwsKeyId } from './read-aws-key-id.ts'
import { readAzureSas } from './read-azure-sas.ts'
import { hasGitlabChecksum, readGitlab } from './read-gitlab.ts'
import { hasGrafanaChecksum, readGrafanaCloud, readGrafanaKey } from './read-grafana.ts'
import { readMailchimp } from './read-mailchimp.ts'
import { readOnePassword } from './read-one-password.ts'
import { readSentry } from './read-sentry.ts'
import { readServiceAccount } from './read-service-account.ts'

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64')

const said = (contents: unknown): string => JSON.stringify(contents)

describe('readSentry', () => {
  const payload = { iat: 1893456000.5, url: 'https://sentry.io', region_url: 'https://us.sentry.io', org: 'acme' }
  const token = (value: unknown, secret = 'q'.repeat(43)): string => `sntrys_${base64(value)}_${secret}`

  it.each([
    ['no JSON', 'sntrys_AAAA_x'],
    ['no base64', 'sntrys_!!_x'],
    ['a list', token([1])],
    ['a text', token('x')],
    ['a payload without a time', token({ org: 'acme' })],
    ['a bomb', `sntrys_${Buffer.from('['.repeat(40_000)).toString('base64')}_x`],
    ['more than any token holds', token({ ...payload, more: 'x'.repeat(70_000) })],
  ])('answers %s with null', (_, text) => {
    expect(readSentry(text)).toBeNull()
  })

  it('tells organisation, region and age', () => {
    expect(readSentry(token(payload))).toEqual({
      source: 'format',
      says: [
        'it says that it is of the organisation acme at us.sentry.io and sentry.io',
        'it was made at 2030-01-01T00:00:00.500Z',
      ],
      breadth: 'organisation',
      resources: [{ kind: 'organisation', name: 'acme' }],
      destinations: ['us.sentry.io', 'sentry.io'],
    })
  })

  it('names no destination that the policy would refuse, and no organisation without end', () => {
    const hostile = { iat: 1, url: 'http://a.example', region_url: 'https://169.254.169.254', org: 'x'.repeat(9000) }
    const contents = readSentry(token(hostile))
    expect(contents?.destinations).toBeUndefined()
    expect(said(contents).length).toBeLessThan(500)
    expect(said(readSentry(token(payload)))).not.toContain('qqqq')
  })
})

describe('Grafana', () => {
  it('reads a cloud token, never its key', () => {
    const token = `glc_${base64({ o: '424242', n: 'metrics-writer', k: 'kkkkkkkkkkkkkkkkkkkkkkkk', m: { r: 'prod-eu-west-2' } })}`
    const contents = readGrafanaCloud(token)
    expect(contents?.says).toEqual([
      'it is of the Grafana Cloud organisation 424242',
      'its name is metrics-writer',
      'its region is prod-eu-west-2',
    ])
    expect(said(contents)).not.toContain('kkkk')
  })

  it('shows no name that repeats the key', () => {
    const key = 'secretsecretsecret'
    expect(said(readGrafanaCloud(`glc_${base64({ o: 'x', n: `my ${key}`, k: key })}`))).not.toContain(key)
    expect(said(readGrafanaKey(base64({ k: key, n: key.slice(0, 12), id: 1 })))).not.toContain('secret')
  })

  it('reads a key of the older form', () => {
    expect(readGrafanaKey(base64({ k: 'kkkkkkkkkkkkkkkkkkkk', n: 'grafana', id: 1 }))?.says).toEqual([
      'it is of the organisation 1',
      'its name is grafana',
    ])
    expect(readGrafanaKey(base64({ n: 'grafana', id: 1 }))).toBeNull()
  })

  it('knows a right checksum from a wrong one', () => {
    const body = `glsa_${'a1B2'.repeat(8)}`
    const sum = Buffer.alloc(4)
    sum.writeUInt32LE(zlibCrc32(body))
    expect(hasGrafanaChecksum(`${body}_${sum.toString('hex')}`)).toBe(true)
    expect(hasGrafanaChecksum(`${body.replace('a', 'b')}_${sum.toString('hex')}`)).toBe(false)
    expect(hasGrafanaChecksum(`${body}_00000000`)).toBe(false)
  })
})

describe('hasAtlassianChecksum', () => {
  it('tells right, wrong and none', () => {
    const body = `ATATT3${'xQ-_'.repeat(40)}=`
    const sum = zlibCrc32(body).toString(16).toUpperCase().padStart(8, '0')
    expect(hasAtlassianChecksum(body + sum)).toBe(true)
    expect(hasAtlassianChecksum(body.replace('Q', 'R') + sum)).toBe(false)
    expect(hasAtlassianChecksum('ATATT3abc')).toBeNull()
  })
})

describe('GitLab', () => {
  const random = Buffer.alloc(16, 0xa7)
  const routing = 'c:1\no:a\nu:2n9c'
  const routable = (payload: Buffer, version: string): string => {
    const encoded = payload.toString('base64url')
    const body = `glpat-${encoded}${version}.${encoded.length.toString(36).padStart(2, '0')}`
    return body + zlibCrc32(body).toString(36).padStart(7, '0')
  }
  const older = routable(Buffer.concat([Buffer.from(routing), random, Buffer.from([16])]), '')
  const newer = routable(Buffer.concat([random, Buffer.from(routing), Buffer.from([routing.length])]), '.01')

  it.each([
    ['of the first version', older],
    ['of the second', newer],
  ])('reads a routable token %s', (_, token) => {
    expect(readGitlab(token).says).toEqual([
      `it names itself as of the organisation 10, user ${Number.parseInt('2n9c', 36)}`,
    ])
    expect(hasGitlabChecksum(token)).toBe(true)
    expect(hasGitlabChecksum(token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a')))).toBe(false)
  })

  it.each([
    ['the older form', `glpat-${'a1B2'.repeat(5)}`],
    ['random bytes that look like lines', routable(Buffer.from('c:1\no:1\nu:1\np:1xxxxxxxxxx'), '.01')],
  ])('tells nothing of %s', (_, token) => {
    expect(readGitlab(token).says).toEqual([])
  })

  it('knows no checksum of the older form', () => {
    expect(hasGitlabChecksum(`glpat-${'a1B2'.repeat(5)}`)).toBeNull()
  })
})

describe('awsAccountOf', () => {
  it.each([
    // The examples of the articles that found the form.
    ['ASIAY34FZKBOKMUTVV7A', '609629065308'],
    ['ASIAQNZGKIQY56JQ7WML', '029608264753'],
    // AWS's own example, of the time before.
    ['AKIAIOSFODNN7EXAMPLE', null],
    ['AKIAJ234567ABCDEFGHI', null],
    ['AKIA1111111111111111', null],
    ['AKIA7777777777777777', null],
    ['AKIA', null],
  ])('reads %s as %s', (id, account) => {
    expect(awsAccountOf(id)).toBe(account)
    expect(readAwsKeyId(id).resources).toEqual(account === null ? [] : [{ kind: 'account', name: account }])
  })
})

describe('readOnePassword', () => {
  const payload = {
    signInAddress: 'acme.1password.com',
    userAuth: { method: 'SRPg-4096', salt: 'sssssssssssssssssssss' },
    email: 'abcdefghij@1passwordserviceaccounts.com',
    srpX: 'xxxxxxxxxxxxxxxxxxxxxxx',
    muk: { k: 'mmmmmmmmmmmmmmmmmmmmmm', kty: 'oct' },
    secretKey: 'A3-AAAAAA-BBBBBB',
    throttleSecret: { seed: 'tttttttttttttttttttt' },
    deviceUuid: 'abcdefghijklmnopqrstuvwxyz',
  }

  it('shows where it signs in and as whom, and nothing that it signs in with', () => {
    const contents = readOnePassword(`ops_${Buffer.from(JSON.stringify(payload)).toString('base64url')}`)
    expect(contents?.says).toEqual([
      'it signs in at acme.1password.com as abcdefghij@1passwordserviceaccounts.com',
      'its device is abcdefghijklmnopqrstuvwxyz',
    ])
    for (const part of ['sssss', 'xxxxx', 'mmmmm', 'A3-', 'ttttt']) expect(said(contents)).not.toContain(part)
  })

  it('shows no field of another form', () => {
    const odd = { ...payload, email: payload.muk, deviceUuid: payload.secretKey }
    expect(said(readOnePassword(`ops_${base64(odd)}`))).not.toMatch(/A3-|mmmm/)
    expect(readOnePassword(`ops_${base64({ ...payload, signInAddress: 'a b' })}`)).toBeNull()
    expect(readOnePassword('ops_eyJ')).toBeNull()
  })
})

describe('readServiceAccount', () => {
  const file = {
    type: 'service_account',
    project_id: 'acme-web',
    private_key_id: 'f'.repeat(40),
    private_key: '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
    client_email: 'ci@acme-web.iam.gserviceaccount.com',
    token_uri: 'https://oauth2.googleapis.com/token',
  }

  it('tells project and address, never the key', () => {
    const contents = readServiceAccount(JSON.stringify(file, null, 2))
    expect(contents?.says).toEqual([
      'it is ci@acme-web.iam.gserviceaccount.com of the project acme-web; its roles are set there, not in the key',
    ])
    expect(said(contents)).not.toMatch(/MIIE|ffff/)
  })

  it.each([
    ['an address of a stranger', 'https://evil.example/token'],
    ['one that only looks like Google’s', 'https://oauth2.googleapis.com.evil.example/'],
    ['one without TLS', 'http://oauth2.googleapis.com/token'],
    ['no text', 7],
  ])('warns of a token address that is %s', (_, uri) => {
    expect(readServiceAccount(JSON.stringify({ ...file, token_uri: uri }))?.says[1]).toMatch(/not Google’s/)
  })

  it.each([
    ['no JSON', '{"type": "service_account"}}'],
    ['a file without an address', '{"type": "service_account"}'],
    ['an address that is no text', JSON.stringify({ ...file, client_email: { a: 1 } })],
    ['a megabyte', JSON.stringify({ ...file, more: 'x'.repeat(1_000_000) })],
    ['deep nesting', `{"type":"service_account","x":${'['.repeat(30_000)}${']'.repeat(30_000)}`],
  ])('answers %s with null', (_, text) => {
    expect(readServiceAccount(text)).toBeNull()
  })
})

describe('readAzureSas', () => {
  const signature = `&sig=${'c2lnbmF0dXJl'.repeat(4)}`
  const blob = 'https://acme.blob.core.windows.net/files/a.txt?'

  it.each([
    ['one blob to read', `${blob}sv=2024-11-04&sr=b&sp=r&se=2030-01-01T00:00:00Z${signature}`, 'resource', 'read'],
    ['a container to read and list', `${blob}sv=2024-11-04&sr=c&sp=rl&se=2030-01-01${signature}`, 'resource', 'read'],
    ['a container to write', `?sv=2024-11-04&sr=c&sp=rcw&se=2030-01-01${signature}`, 'resource', 'write'],
    ['a whole account', `sv=2024-11-04&ss=bfqt&srt=sco&sp=rwdlacup&se=2030-01-01${signature}`, 'account', 'write'],
    ['ownership', `sv=2024-11-04&sr=d&sp=ro&se=2030-01-01${signature}`, 'resource', 'admin'],
    ['a permission that nobody knows', `sv=2024-11-04&sr=b&sp=rZ&se=2030-01-01${signature}`, 'resource', 'write'],
    ['a resource that nobody knows', `sv=2024-11-04&sr=zz&sp=r&se=2030-01-01${signature}`, 'unknown', 'read'],
    ['a stored policy', `sv=2024-11-04&sr=c&si=readers${signature}`, 'resource', 'unknown'],
  ])('reads %s', (_, text, breadth, access) => {
    const contents = readAzureSas(text)
    expect({ breadth: contents?.breadth, access: contents?.access }).toEqual({ breadth, access })
    expect(said(contents)).not.toContain('c2lnbmF0dXJl')
  })

  it('tells its end and where it goes', () => {
    expect(readAzureSas(`${blob}sv=2024-11-04&sr=b&sp=r&se=2030-01-01T00:00:00Z${signature}`)).toMatchObject({
      expiresAt: '2030-01-01T00:00:00.000Z',
      destinations: ['acme.blob.core.windows.net'],
      resources: [{ kind: 'storage', name: 'acme.blob.core.windows.net/files/a.txt' }],
    })
  })

  it.each([
    '',
    'sv=1&sig=x',
    'sv=2024-11-04',
    'sig=x',
    '?',
    'https://a.example/?sig=x',
    `sv=2024-11-04${'&a=b'.repeat(30_000)}`,
  ])('answers text that is none with null', (text) => {
    expect(readAzureSas(text)).toBeNull()
  })
})

describe('readMailchimp', () => {
  it('tells the data centre as a destination', () => {
    expect(readMailchimp(`${'0'.repeat(32)}-us21`)).toMatchObject({ destinations: ['us21.api.mailchimp.com'] })
    expect(readMailchimp('0'.repeat(32))).toBeNull()
  })
})
