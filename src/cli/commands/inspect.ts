import { PROVIDERS } from '../../core/providers/providers.ts'
import { inspect as inspectText } from '../../core/reach/inspect.ts'
import type { CliCommand } from '../command.ts'
import { refuseOnline } from '../online.ts'
import { renderInspection } from '../render-inspection.ts'

export const inspect: CliCommand<{ readonly online?: boolean }> = {
  name: 'inspect',
  about: 'read one secret and say what it is; nothing is stored',
  readsSecret: true,
  options: [{ flags: '--online', about: 'ask its provider, too (not in this version)' }],
  examples: ['bulkhead inspect', 'bulkhead inspect --json < key.txt'],
  async run({ out, ask }, { online }) {
    refuseOnline(online)
    const secret = await ask.secret('secret to inspect')
    const inspection = inspectText(secret.reveal(), PROVIDERS, new Date())
    out.print({ inspection }, () => renderInspection(inspection, out))
    return undefined
  },
}
