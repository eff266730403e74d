import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { webPreferences } from './web-preferences.ts'

const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => ({ name, text: readFileSync(join(import.meta.dirname, name), 'utf8') }))

describe('a window', () => {
  it('has every protection on', () => {
    expect(webPreferences('/out/preload/index.cjs')).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      devTools: false,
    })
  })

  it('is made in one place only, with these preferences', () => {
    const makers = sources.filter(({ text }) => text.includes('new BrowserWindow('))
    expect(makers.map(({ name }) => name)).toEqual(['main-window.ts'])
    expect(makers[0]?.text).toContain('webPreferences: webPreferences(')
  })

  it('talks to main through one file', () => {
    const importers = sources.filter(({ text }) => /\bipcMain\b.*from 'electron'/.test(text))
    expect(importers.map(({ name }) => name)).toEqual(['ipc.ts'])
  })
})
