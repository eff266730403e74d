import { PROVIDERS } from '../../core/providers/providers.ts'
import type { Asking } from '../../core/reach/ask-about.ts'
import { inspect as inspectText } from '../../core/reach/inspect.ts'
import type { Inspection } from '../../core/reach/inspection.ts'
import type { CliCommand } from '../command.ts'
import { askingOf, ONLINE_OPTIONS, type OnlineInput, sayUnasked } from '../online.ts'
import type { Output } from '../output.ts'
import { renderInspection } from '../render-inspection.ts'

export const inspect: CliCommand<OnlineInput> = {
  name: 'inspect',
  about: 'read one secret and say what it is; nothing is stored',
  readsSecret: true,
  options: ONLINE_OPTIONS,
  examples: [
    'bulkhead inspect',
    'bulkhead inspect --json < key.txt',
    'bulkhead inspect --online --base https://gitlab.example.com',
  ],
  async run({ out, ask }, input) {
    const asking = await askingOf(input, out)
    const secret = await ask.secret('secret to inspect')
    const inspection =
      asking === null ? inspectText(secret.reveal(), PROVIDERS, new Date()) : await online(secret.reveal(), asking, out)
    out.print({ inspection }, () => renderInspection(inspection, out))
    return undefined
  },
}

async function online(text: string, asking: Asking, out: Output): Promise<Inspection> {
  // With it comes what is known of every provider's questions.
  const { inspectOnline } = await import('../../core/reach/inspect-online.ts')
  const { inspection, ...asked } = await inspectOnline(text, PROVIDERS, new Date(), asking)
  sayUnasked(out, 'this secret', asked)
  return inspection
}
