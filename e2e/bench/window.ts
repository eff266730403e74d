import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { openApp, openDesk } from '../app.ts'
import { addManyTokens } from './many-tokens.ts'
import type { Row } from './row.ts'

const TOKENS = 10_000
/** Letters typed into the search, one after the other; each leaves another number of tokens. */
const TYPED = ['m', 'a', 'n', 'y', '-', '0', '4', '2', '1']

/** Measures the window with 10,000 tokens: from a key to the painted list, and how many rows exist while it scrolls. */
export async function benchWindow(): Promise<Row[]> {
  await using desk = await openDesk()
  await desk.cli(['add', 'template', '--domain', 'project:web'], `ghp_${'canary'.repeat(6)}`)
  addManyTokens(join(desk.env.BULKHEAD_HOME ?? '', 'data', 'catalog.db'), 'template', TOKENS - 1)

  await using app = await openApp(desk)
  await app.page
    .getByRole('link', { name: /^Tokens/ })
    .or(app.page.getByRole('button', { name: /^Tokens/ }))
    .first()
    .click()
  await app.page.getByRole('listbox', { name: 'Tokens' }).waitFor()
  return [
    {
      what: 'window, key in search to painted list',
      against: `${TOKENS.toLocaleString('en')} tokens`,
      value: await keyToPaint(app.page),
      unit: 'ms',
      bound: { at: 'most', value: 50 },
    },
    {
      what: 'window, rows that exist while scrolling',
      against: `${TOKENS.toLocaleString('en')} tokens`,
      value: await mostRows(app.page),
      unit: 'rows',
      bound: { at: 'most', value: 40 },
    },
  ]
}

/** Types letter by letter; milliseconds of the median key from its event to the frame that shows the last change it made. */
async function keyToPaint(page: Page): Promise<number> {
  const search = page.getByRole('searchbox')
  const samples: number[] = []
  for (let round = 0; round < 5; round++) {
    await search.fill('')
    await search.focus()
    await page.waitForTimeout(300)
    for (const letter of TYPED) {
      const painted = page.evaluate(timeToPaint)
      await page.keyboard.press(letter)
      samples.push(await painted)
    }
  }
  return samples.toSorted((a, b) => a - b)[Math.floor(samples.length * 0.5)] ?? Number.NaN
}

/** Runs in the page: waits for a key, follows the changes it makes until 150 ms pass without one. */
function timeToPaint(): Promise<number> {
  return new Promise((resolve) => {
    addEventListener(
      'keydown',
      ({ timeStamp }) => {
        let last = timeStamp
        const changes = new MutationObserver(() => requestAnimationFrame((frame) => (last = Math.max(last, frame))))
        changes.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
        const quiet = setInterval(() => {
          if (performance.now() - last < 150) return
          clearInterval(quiet)
          changes.disconnect()
          resolve(last - timeStamp)
        }, 50)
      },
      { once: true, capture: true },
    )
  })
}

/** Scrolls through the whole list; the most rows that existed at once. */
async function mostRows(page: Page): Promise<number> {
  await page.getByRole('searchbox').fill('')
  await page.waitForTimeout(300)
  return page.getByRole('listbox', { name: 'Tokens' }).evaluate(async (list) => {
    let most = 0
    for (let step = 0; step <= 50; step++) {
      list.scrollTop = (list.scrollHeight * step) / 50
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
      most = Math.max(most, list.querySelectorAll('[role=option]').length)
    }
    return most
  })
}
