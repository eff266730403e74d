import { summariseTokens } from '../core/vault/summarise-tokens.ts'
import { failureOf } from './failure-of.ts'
import { projectViewAt } from './project-view-at.ts'
import type { Services } from './services.ts'
import type { TrayState } from './tray-menu.ts'

/** What the tray shows of the vault, or why it can show nothing. */
export function readTrayState({ vault, folders }: Pick<Services, 'vault' | 'folders'>): TrayState {
  try {
    const opened = vault()
    const projects = folders.roots(opened).map((root) => projectViewAt(opened, root))
    const god = summariseTokens(opened).filter(({ verdict }) => verdict === 'god').length
    return { god, projects, problem: null }
  } catch (error) {
    return { god: 0, projects: [], problem: failureOf(error).message }
  }
}
