import bash from '../../../resources/completions/bulkhead.bash?raw'
import fish from '../../../resources/completions/bulkhead.fish?raw'
import pwsh from '../../../resources/completions/bulkhead.ps1?raw'
import zsh from '../../../resources/completions/bulkhead.zsh?raw'
import { BulkheadError } from '../../core/errors.ts'
import type { CliCommand } from '../command.ts'

const SCRIPTS: Readonly<Record<string, string>> = { bash, zsh, fish, pwsh }

const SHELLS = Object.keys(SCRIPTS)

export const completion: CliCommand<{ readonly shell: string }> = {
  name: 'completion',
  about: 'print the script that completes bulkhead in a shell',
  details: 'It completes names of tokens, too, from the catalog alone: the keychain is never asked.',
  args: [{ name: 'SHELL', about: SHELLS.join(', '), completes: SHELLS }],
  examples: [
    'source <(bulkhead completion bash)      # in ~/.bashrc',
    'source <(bulkhead completion zsh)       # in ~/.zshrc, after compinit',
    'bulkhead completion fish | source       # in ~/.config/fish/config.fish',
  ],
  async run({ out }, { shell }) {
    const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined
    if (script === undefined) {
      throw new BulkheadError('usage', 'no completion for that shell', { hint: `one of ${SHELLS.join(', ')}` })
    }
    out.print({ script }, () => script)
    return undefined
  },
}
