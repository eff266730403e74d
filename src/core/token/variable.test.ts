import { describe, expect, it } from 'vitest'
import { parseVariable } from './variable.ts'

describe('parseVariable', () => {
  it.each(['', 'A=B', 'A;rm', '1A', 'A B', 'A-B', 'É', 'A\n', 'A\0', '$A', 'A'.repeat(300)])(
    'refuses %j, which no shell takes',
    (text) => {
      expect(() => parseVariable(text)).toThrow(expect.objectContaining({ code: 'variable-invalid' }))
    },
  )

  it('does not repeat a value that was written with the name', () => {
    expect(() => parseVariable('TOKEN=hunter2')).toThrow(/^not a variable name: "TOKEN=…"$/)
  })

  it.each(
    `PATH HOME SHELL IFS PS4 ENV BASH_ENV SHELLOPTS BASHOPTS PROMPT_COMMAND CDPATH EDITOR VISUAL PAGER BROWSER NODE_OPTIONS
     NODE_PATH NODE_EXTRA_CA_CERTS NODE_TLS_REJECT_UNAUTHORIZED RUBYOPT RUBYLIB JAVA_TOOL_OPTIONS _JAVA_OPTIONS
     JDK_JAVA_OPTIONS SSL_CERT_FILE SSL_CERT_DIR SSLKEYLOGFILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE CARGO_HTTP_CAINFO DENO_CERT
     AWS_CA_BUNDLE __PROTO__ __proto__ path Node_Options LD_PRELOAD LD_LIBRARY_PATH ld_audit DYLD_INSERT_LIBRARIES
     BASH_FUNC_x PERL5OPT PERL5LIB PYTHONSTARTUP PYTHONPATH GIT_SSH GIT_SSH_COMMAND GIT_CONFIG_COUNT GIT_EXEC_PATH
     GIT_PROXY_COMMAND GIT_ASKPASS GIT_EXTERNAL_DIFF GIT_EDITOR GIT_PAGER npm_config_registry NPM_CONFIG_CAFILE BULKHEAD_HOME
     BULKHEAD_SESSION HTTP_PROXY https_proxy NO_PROXY ALL_PROXY _PROXY`.split(/\s+/),
  )('refuses %s, which steers other programs', (text) => {
    expect(() => parseVariable(text)).toThrow(expect.objectContaining({ code: 'variable-refused' }))
  })

  it.each(['GITHUB_TOKEN', '_', 'a1', 'GIT_TOKEN', 'NPM_TOKEN', 'PROXY_TOKEN', 'MY_PATH', 'HOMEPAGE', 'LDAP_KEY'])(
    'takes %s',
    (text) => {
      expect(parseVariable(text)).toBe(text)
    },
  )
})
