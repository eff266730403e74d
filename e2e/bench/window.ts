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
  const keys = await keysToPaint(app.page)
  return [
    {
      what: 'window, key in search to painted list, median',
      against: `${TOKENS.toLocaleString('en')} tokens`,
      value: quantile(keys, 0.5),
      unit: 'ms',
      bound: { at: 'most', value: 50 },
    },
    {
      what: 'window, key in search to painted list, p95',
      against: `${TOKENS.toLocaleString('en')} tokens`,
      value: quantile(keys, 0.95),
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

/**
 * Types letter by letter.
 *
 * @returns Milliseconds from each key's event to the frame that shows the last change it made, in order of length.
 */
async function keysToPaint(page: Page): Promise<readonly number[]> {
  const search = page.getByRole('searchbox')
  const samples: number[] = []
  await page.evaluate(watchKeys)
  for (let round = 0; round < 5; round++) {
    await search.fill('')
    await search.focus()
    await page.waitForTimeout(300)
    for (const letter of TYPED) {
      await page.keyboard.press(letter)
      samples.push(await page.evaluate(timeOfKey))
    }
  }
  return samples.toSorted((a, b) => a - b)
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN

/** When the last key came, and the end of the frame that shows the last change since; what the two functions below share. */
interface Watched {
  key: number
  painted: number
}

/** Runs in the page: notes every key and every change. */
function watchKeys(): void {
  const watched: Watched = { key: 0, painted: 0 }
  Object.assign(globalThis, { watched })
  addEventListener(
    'keydown',
    ({ timeStamp }) => {
      watched.key = timeStamp
      watched.painted = 0
    },
    { capture: true },
  )
  // A task that was posted in a frame runs after that frame was painted.
  const afterPaint = new MessageChannel()
  afterPaint.port1.onmessage = () => {
    watched.painted = performance.now()
  }
  const changed = (): number => requestAnimationFrame(() => afterPaint.port2.postMessage(null))
  addEventListener('input', changed, { capture: true })
  new MutationObserver(changed).observe(document.body, {
    ...{ subtree: true, childList: true, characterData: true, attributes: true },
  })
}

/** Runs in the page: waits until 150 ms pass without a change. @returns Milliseconds from the last key to its last frame. */
async function timeOfKey(): Promise<number> {
  const { watched } = globalThis as unknown as { watched: Watched }
  while (watched.painted === 0 || performance.now() - watched.painted < 150) {
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return watched.painted - watched.key
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
