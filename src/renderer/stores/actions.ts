import type { Answers, Channel, RequestOf } from '../../contract/channels.ts'
import { type Ask, answerOf } from './ask.ts'
import type { createNoticesStore } from './notices.ts'
import type { createProjectChoiceStore } from './project-choice.ts'

interface Parts {
  readonly ask: Ask
  readonly refresh: () => Promise<void>
  readonly notices: ReturnType<typeof createNoticesStore>
  readonly projectChoice: ReturnType<typeof createProjectChoiceStore>
}

/** What buttons do: ask main, say what came of it, read again. Each answers whether it was done. */
export function createActions({ ask, refresh, notices, projectChoice }: Parts) {
  async function act<C extends Channel>(
    channel: C,
    request: RequestOf<C>,
    said: (value: Answers[C]) => string | null,
  ): Promise<boolean> {
    const answer = await answerOf(ask, channel, request)
    if (!answer.ok) {
      notices.getState().failed(answer.error)
      return false
    }
    const text = said(answer.value)
    if (text !== null) notices.getState().done(text)
    await refresh()
    return true
  }

  return {
    copy: (id: string, name: string) =>
      act(
        'tokens:copy',
        { id },
        ({ clearsInMs }) => `Copied ${name}. The clipboard is cleared in ${clearsInMs / 1000} s`,
      ),
    quarantine: (id: string, name: string) =>
      act('tokens:quarantine', { id }, () => `Quarantined ${name}. No session gets it until you release it`),
    release: (id: string, name: string) => act('tokens:release', { id }, () => `Released ${name}`),
    remove: (id: string, name: string) => act('tokens:remove', { id }, () => `Removed ${name}`),
    savePicture: (name: string, svg: string) =>
      act('pictures:save', { name, svg }, (saved) => saved && `Saved as ${saved.path}`),
    openRemedy: (id: string, rule: string) => act('links:open', { id, rule }, () => null),
    bind: (root: string, id: string, env: string | null) =>
      act('projects:bind', { root, id, env }, ({ name }) => `Bound in ${name}`),
    unbind: (root: string, env: string) => act('projects:unbind', { root, env }, () => `Unbound ${env}`),
    allow: (root: string) => act('projects:allow', { root }, ({ name }) => `Allowed the project file of ${name}`),
    deny: (root: string) => act('projects:deny', { root }, ({ name }) => `Denied the project file of ${name}`),
    openShell: (root: string) =>
      act('projects:shell', { root }, ({ terminal }) => `Opened a scoped shell in ${terminal}`),
    endSession: (id: string) =>
      act('sessions:end', { id }, () => 'Ended the session. Its placeholders are worthless now'),
    chooseFolder: () =>
      act('projects:choose', {}, (project) => {
        if (project !== null) projectChoice.getState().choose(project.root)
        return null
      }),
  }
}
