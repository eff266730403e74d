import { describe, expect, it, vi } from 'vitest'
import type { ProjectView } from '../contract/view.ts'
import { type TrayActions, trayMenu, trayToolTip } from './tray-menu.ts'

const actions = (): TrayActions => ({
  showWindow: vi.fn(),
  showGod: vi.fn(),
  copy: vi.fn(),
  openShell: vi.fn(),
  quit: vi.fn(),
})

const web: ProjectView = {
  root: '/home/u/web',
  name: 'web',
  trusted: null,
  bindings: [
    {
      env: 'GITHUB_TOKEN',
      token: 'github-web',
      domain: 'project:web',
      verdict: 'scoped',
      source: 'catalog',
      problem: null,
    },
    { env: 'NPM_TOKEN', token: 'npm-web', domain: 'project:web', verdict: 'wide', source: 'file', problem: 'expired' },
  ],
}

type Item = ReturnType<typeof trayMenu>[number]

const within = (items: readonly Item[], ...labels: readonly string[]): Item => {
  const [label, ...rest] = labels
  const item = items.find((candidate) => candidate.label === label)
  if (item === undefined) throw new Error(`no item ${label}`)
  return rest.length === 0 ? item : within(item.submenu as Item[], ...rest)
}

const click = (item: Item): void => (item.click as (() => void) | undefined)?.()

describe('the tray menu', () => {
  it('counts god-level tokens first, and leads to them', () => {
    const done = actions()
    const [first] = trayMenu({ god: 2, projects: [], problem: null }, done)
    expect(first).toMatchObject({ label: '2 god-level tokens', enabled: true })
    click(first as Item)
    expect(done.showGod).toHaveBeenCalledOnce()
  })

  it.each([
    [0, 'No god-level tokens', 'Bulkhead'],
    [1, '1 god-level token', 'Bulkhead: 1 god-level token'],
  ])('says it plainly for %i', (god, label, toolTip) => {
    const state = { god, projects: [], problem: null }
    expect(trayMenu(state, actions())[0]?.label).toBe(label)
    expect(trayToolTip(state)).toBe(toolTip)
  })

  it('says why the vault cannot be read instead of counting none', () => {
    const [first] = trayMenu({ god: 0, projects: [], problem: 'the catalog is damaged' }, actions())
    expect(first).toMatchObject({ label: 'the catalog is damaged', enabled: false })
  })

  it('copies a token of a project, and opens its shell', () => {
    const done = actions()
    const menu = trayMenu({ god: 0, projects: [web], problem: null }, done)
    click(within(menu, 'web', 'Copy token', 'github-web (GITHUB_TOKEN)'))
    click(within(menu, 'web', 'Open scoped shell'))
    expect(done.copy).toHaveBeenCalledExactlyOnceWith('github-web')
    expect(done.openShell).toHaveBeenCalledExactlyOnceWith('/home/u/web')
  })

  it('does not offer what would not be injected', () => {
    const menu = trayMenu({ god: 0, projects: [web], problem: null }, actions())
    expect(within(menu, 'web', 'Copy token', 'npm-web (NPM_TOKEN)').enabled).toBe(false)
  })

  it('shows an ampersand as one', () => {
    const menu = trayMenu({ god: 0, projects: [{ ...web, name: 'a&b' }], problem: null }, actions())
    expect(within(menu, 'a&&b').label).toBe('a&&b')
  })

  it('ends with the window and quitting', () => {
    const labels = trayMenu({ god: 0, projects: [web], problem: null }, actions()).map(({ label }) => label)
    expect(labels.slice(-2)).toEqual(['Open Bulkhead', 'Quit'])
  })
})
