import { findToken } from '../../core/vault/find-token.ts'
import { withSecret } from '../../core/vault/with-secret.ts'
import { copyText, findClipboardTool } from '../../node/clipboard.ts'
import { CLEARS_AFTER_MS, clearingOf, startClearing } from '../../node/clipboard-clearing.ts'
import type { CliCommand } from '../command.ts'
import { INTERNAL_NAMES } from '../internal-names.ts'

export const copy: CliCommand<{ readonly name: string }> = {
  name: 'copy',
  about: 'put a token’s secret on the clipboard, after a yes, for 30 seconds',
  details: 'It is cleared unless something else was copied meanwhile. Clipboard managers may keep what they saw.',
  args: [{ name: 'NAME', about: 'the token' }],
  examples: ['bulkhead copy github-web'],
  async run({ out, ask, vault }, { name }) {
    const opened = vault()
    const row = findToken(opened, name)
    // Asked first: where nobody can answer, it is a refusal on every machine.
    await ask.confirm(`copying the secret of ${name}`)
    const tool = findClipboardTool()
    await withSecret(opened, row, 'copy', async (secret) => {
      // Started first: were it to fail, nothing would be on the clipboard that nobody clears.
      await startClearing([process.execPath, ...ourselves(), INTERNAL_NAMES.clearClipboard], clearingOf(tool, secret))
      await copyText(tool, secret)
    })
    out.print({ ok: true }, () => '')
    out.say(`copied ${name}; the clipboard is cleared in ${CLEARS_AFTER_MS / 1000} seconds`)
    return undefined
  },
}

const ourselves = (): string[] => process.argv.slice(1, 2)
