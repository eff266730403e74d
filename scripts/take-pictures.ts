// Takes the pictures of the README with the built app and the sample vault. Started by `npm run pictures`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openApp, openDesk } from '../e2e/app.ts'
import { buildApp } from './build-app.ts'
import { fillSampleVault } from './sample-vault.ts'
import { ROOT } from './setup.mjs'
import { orExplain, say } from './step.mjs'

const FOLDER = join(ROOT, 'docs', 'pictures')

await orExplain(buildApp)
mkdirSync(FOLDER, { recursive: true })
await using desk = await openDesk()
await fillSampleVault(desk.env, desk.home)
await using app = await openApp(desk)
const { page } = app
await page.getByRole('option', { name: /github-release/ }).click()
for (const colorScheme of ['light', 'dark'] as const) {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.getByRole('button', { name: /^Tokens/ }).click()
  await take(`window-${colorScheme}`)
  await page.getByRole('button', { name: /^Overview/ }).click()
  await take(`blast-radius-${colorScheme}`)
}

async function take(name: string): Promise<void> {
  // Fonts and the picture's layout settle within a frame or two.
  await page.waitForTimeout(300)
  const path = join(FOLDER, `${name}.png`)
  await page.screenshot({ path })
  say(`took ${path}`)
}
