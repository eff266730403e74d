import { describe, expect, it } from 'vitest'
import { readDestination } from '../token/destination-grammar.ts'
import { type BrokeredBinding, brokerEnvironment, OVERRULING_BUNDLES, pastBroker } from './broker-environment.ts'
import { variables } from './environment.ts'
import { isExcepted, noProxy } from './no-proxy.ts'

const CREDENTIAL = 'c'.repeat(32)
const broker = { port: 4321, credential: CREDENTIAL, bundle: '/run/bundle.pem' }

const binding = (more: Partial<BrokeredBinding> & { to?: readonly string[] } = {}): BrokeredBinding => ({
  env: 'KEY',
  token: 'some-token',
  placeholder: 'sk_placeholder',
  destinations: (more.to ?? ['api.openai.com']).map(readDestination),
  provider: { destinations: ['api.openai.com'], baseUrlEnv: 'OPENAI_BASE_URL' },
  ...more,
})

const environmentOf = (bindings: readonly BrokeredBinding[], parent: Record<string, string> = {}) =>
  Object.fromEntries(brokerEnvironment(bindings, broker, variables(Object.entries(parent))))

describe('the environment of a brokered session', () => {
  it('holds the placeholder, the proxy in both cases, and the bundle wherever clients look for one', () => {
    const bundle = '/run/bundle.pem'
    const proxy = `http://bulkhead:${CREDENTIAL}@127.0.0.1:4321`
    expect(environmentOf([binding({ provider: null })])).toEqual({
      KEY: 'sk_placeholder',
      HTTP_PROXY: proxy,
      HTTPS_PROXY: proxy,
      http_proxy: proxy,
      https_proxy: proxy,
      YARN_HTTP_PROXY: proxy,
      YARN_HTTPS_PROXY: proxy,
      NO_PROXY: 'localhost,127.0.0.1,::1,[::1]',
      no_proxy: 'localhost,127.0.0.1,::1,[::1]',
      NODE_USE_ENV_PROXY: '1',
      SSL_CERT_FILE: bundle,
      NODE_EXTRA_CA_CERTS: bundle,
      REQUESTS_CA_BUNDLE: bundle,
      CURL_CA_BUNDLE: bundle,
      GIT_SSL_CAINFO: bundle,
      CARGO_HTTP_CAINFO: bundle,
      DENO_CERT: bundle,
      AWS_CA_BUNDLE: bundle,
      npm_config_cafile: bundle,
    })
  })

  it.each(OVERRULING_BUNDLES)('replaces %s, which goes before the usual ones, only where it is set', (name) => {
    expect(environmentOf([binding()])[name]).toBeUndefined()
    expect(environmentOf([binding()], { [name]: '/etc/own.pem' })[name]).toBe('/run/bundle.pem')
  })

  it.each(['HTTPS_PROXY', 'https_proxy', 'YARN_HTTPS_PROXY'])('replaces an inherited %s', (name) => {
    expect(environmentOf([binding()], { [name]: 'http://past.example:3128' })[name]).toContain('@127.0.0.1:4321')
  })

  it.each([
    'npm_config_proxy',
    'NPM_CONFIG_HTTPS_PROXY',
    'npm_config_https-proxy',
    'npm_config_noproxy',
    'NPM_CONFIG_CAFILE',
    'CARGO_HTTP_PROXY',
    'PIP_PROXY',
  ])('leaves out %s, which would lead past the broker', (name) => {
    expect(pastBroker(variables([[name, 'x']]))).toEqual([name])
  })

  it.each(['npm_config_cafile', 'npm_config_registry', 'HTTPS_PROXY', 'MY_PROXY', 'PATH'])(
    'does not leave out %s',
    (name) => {
      expect(pastBroker(variables([[name, 'x']]))).toEqual([])
    },
  )
})

describe('the base URL of an SDK', () => {
  it.each<[string, BrokeredBinding[], Record<string, string>]>([
    ['its provider has no variable', [binding({ provider: { destinations: ['api.openai.com'] } })], {}],
    ['the provider is not known', [binding({ provider: null })], {}],
    ['it is set already', [binding()], { OPENAI_BASE_URL: 'https://own.example/v1' }],
    ['two tokens would share it', [binding(), binding({ token: 'other' })], {}],
    ['the token goes elsewhere first', [binding({ to: ['files.example.com', 'api.openai.com'] })], {}],
    ['the token goes to no single host', [binding({ to: ['*.openai.com'] })], {}],
    ['the token goes nowhere', [binding({ to: [] })], {}],
  ])('is not set when %s', (_, bindings, parent) => {
    expect(environmentOf(bindings, parent).OPENAI_BASE_URL).toBeUndefined()
  })

  it('is not set for npm, which keys its credentials by it', () => {
    const npm = { destinations: ['registry.npmjs.org'], baseUrlEnv: 'npm_config_registry' }
    expect(environmentOf([binding({ provider: npm, to: ['registry.npmjs.org'] })]).npm_config_registry).toBeUndefined()
  })

  it('leads to the broker and names the token, with the path that the SDK expects', () => {
    const url = `http://127.0.0.1:4321/${CREDENTIAL}/some-token/v1`
    expect(environmentOf([binding()]).OPENAI_BASE_URL).toBe(url)
    expect(environmentOf([binding({ to: ['POST api.openai.com/v1/**'] })]).OPENAI_BASE_URL).toBe(url)
    expect(environmentOf([binding(), binding({ env: 'OTHER' })]).OPENAI_BASE_URL).toBe(url)
  })

  it('is set for a server of the user’s own where its provider allows that', () => {
    const vault = { destinations: [], baseUrlEnv: 'VAULT_ADDR', selfManaged: true }
    expect(environmentOf([binding({ provider: vault, to: ['vault.example.com:8200'] })]).VAULT_ADDR).toBe(
      `http://127.0.0.1:4321/${CREDENTIAL}/some-token`,
    )
  })
})

describe('exceptions from the proxy', () => {
  const LOOPBACK = 'localhost,127.0.0.1,::1,[::1]'

  it.each<[string, string]>([
    ['*', 'api.example.com'],
    ['api.example.com', 'api.example.com'],
    ['API.Example.COM', 'api.example.com'],
    ['api.example.com.', 'api.example.com'],
    ['.api.example.com', 'api.example.com'],
    ['example.com', 'api.example.com'],
    ['.example.com', 'api.example.com'],
    ['*.example.com', 'api.example.com'],
    ['*example.com', 'api.example.com'],
    ['.com', 'api.example.com'],
    ['com', 'api.example.com'],
    ['ample.com', 'api.example.com'],
    ['api.example.com:443', 'api.example.com'],
    ['.example.com:443', 'api.example.com'],
    ['api.example.com:8443', 'api.example.com:8443'],
    ['api.example.com', 'api.example.com:8443'],
    ['example.com', '*.example.com'],
    ['.example.com', '*.example.com'],
    ['*.example.com', '*.example.com'],
    ['one.example.com', '*.example.com'],
    ['com', '*.example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.0.0.0/8', '10.1.2.3'],
    ['10.1.2.3/32', '10.1.2.3'],
    ['0.0.0.0/0', '10.1.2.3'],
    ['10.1.2.3:443', '10.1.2.3'],
    ['fd00::/8', '[fd12::5]'],
    ['FD12::5', '[fd12::5]'],
    ['[fd12::5]', '[fd12::5]'],
    ['[fd12::5]:443', '[fd12::5]'],
    ['::/0', '[fd12::5]'],
    ['localhost', 'localhost:8443'],
  ])('lose %s when a token is for %s', (entry, bound) => {
    const value = noProxy([`keep.example,${entry}`], [readDestination(bound)])
    expect(value.split(',')).not.toContain(entry)
    expect(value.split(',')).toContain('keep.example')
  })

  it.each<[string, string]>([
    ['other.example.com', 'api.example.com'],
    ['x.api.example.com', 'api.example.com'],
    ['api.example.com:8443', 'api.example.com'],
    ['10.0.0.0/8', '11.1.2.3'],
    ['10.0.0.0/8', 'api.example.com'],
    ['10.0.0.0/x', '10.1.2.3'],
    ['fd00::/8', '[fe00::1]'],
    ['fd00::/8', '10.1.2.3'],
    ['2.3', '10.1.2.3'],
    ['internal', 'api.example.com'],
  ])('keep %s when a token is for %s', (entry, bound) => {
    expect(noProxy([entry], [readDestination(bound)]).split(',')).toContain(entry)
  })

  it('take entries between commas and blanks, from both variables, once each', () => {
    expect(noProxy(['a.example, b.example', 'b.example\tc.example,,'], [])).toBe(
      `a.example,b.example,c.example,${LOOPBACK}`,
    )
  })

  it('hold loopback, but for the form that a token is for', () => {
    expect(noProxy([], [readDestination('localhost:8443')])).toBe('127.0.0.1,::1,[::1]')
    expect(noProxy([], [readDestination('127.0.0.1:8443')])).toBe('localhost,::1,[::1]')
    expect(noProxy([], [readDestination('[::1]:8443')])).toBe('localhost,127.0.0.1')
  })
})

describe('what is asked past an inherited proxy', () => {
  const at = (text: string) => readDestination(text)

  it.each([
    ['*', 'api.example.com'],
    ['api.example.com', 'api.example.com'],
    ['example.com', 'api.example.com'],
    ['.example.com', 'api.example.com'],
    ['*.example.com', 'api.example.com'],
    ['API.Example.COM', 'api.example.com'],
    ['x.example,api.example.com:8443', 'api.example.com:8443'],
    ['10.0.0.0/8', '10.9.8.7'],
    ['10.9.8.7', '10.9.8.7'],
    ['fd00::/8', '[fd00::1]'],
  ])('%s takes in %s', (entries, place) => {
    expect(isExcepted([entries], at(place))).toBe(true)
  })

  it.each([
    ['', 'api.example.com'],
    ['xample.com', 'api.example.com'],
    ['api.example.com.evil.example', 'api.example.com'],
    ['below.api.example.com', 'api.example.com'],
    ['api.example.com:8443', 'api.example.com'],
    ['10.0.0.0/8', '11.9.8.7'],
    ['10.0.0.0/8', 'api.example.com'],
    ['com', 'api.example.org'],
  ])('%s does not take in %s', (entries, place) => {
    expect(isExcepted([entries], at(place))).toBe(false)
  })
})
