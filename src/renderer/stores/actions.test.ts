import { describe, expect, it } from 'vitest'
import type { Result } from '../../contract/view.ts'
import { createActions } from './actions.ts'
import type { Ask } from './ask.ts'
import { createNoticesStore } from './notices.ts'
import { createProjectChoiceStore } from './project-choice.ts'

function acting(answer: () => Promise<Result<unknown>>) {
  const asked: unknown[][] = []
  let refreshed = 0
  const notices = createNoticesStore()
  const projectChoice = createProjectChoiceStore()
  const actions = createActions({
    ask: ((...args: unknown[]) => {
      asked.push(args)
      return answer()
    }) as Ask,
    refresh: async () => {
      refreshed += 1
    },
    notices,
    projectChoice,
  })
  return { actions, asked, notices, projectChoice, refreshed: () => refreshed }
}

describe('an action', () => {
  it('tells a refusal and reads nothing again', async () => {
    const error = { code: 'keychain-locked', message: 'the keychain is locked', hint: 'unlock it' }
    const { actions, notices, refreshed } = acting(async () => ({ ok: false, error }))
    expect(await actions.copy('tok_1', 'github-web')).toBe(false)
    expect(notices.getState().notice).toMatchObject({ tone: 'failed', text: error.message })
    expect(refreshed()).toBe(0)
  })

  it('tells a bridge that breaks', async () => {
    const { actions, notices } = acting(async () => {
      throw new Error('the other side is gone')
    })
    expect(await actions.remove('tok_1', 'github-web')).toBe(false)
    expect(notices.getState().notice).toMatchObject({ tone: 'failed', text: 'the other side is gone' })
  })

  it('says what was done and reads again', async () => {
    const { actions, asked, notices, refreshed } = acting(async () => ({ ok: true, value: { clearsInMs: 30_000 } }))
    expect(await actions.copy('tok_1', 'github-web')).toBe(true)
    expect(asked).toEqual([['tokens:copy', { id: 'tok_1' }]])
    expect(notices.getState().notice?.text).toBe('Copied github-web. The clipboard is cleared in 30 s')
    expect(refreshed()).toBe(1)
  })

  it('shows the folder that was chosen, and stays where it was when none was', async () => {
    const project = { root: '/home/me/web', name: 'web', trusted: null, bindings: [] }
    const answers: Result<unknown>[] = [
      { ok: true, value: project },
      { ok: true, value: null },
    ]
    const { actions, projectChoice } = acting(async () => answers.shift() ?? { ok: true, value: null })
    await actions.chooseFolder()
    await actions.chooseFolder()
    expect(projectChoice.getState().root).toBe('/home/me/web')
  })
})
