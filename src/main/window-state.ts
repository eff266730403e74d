import { join } from 'node:path'
import { z } from 'zod'
import { safeDirectory } from '../node/files/safe-directory.ts'
import { readFileSafely, writeFileSafely } from '../node/files/safe-file.ts'

const SMALLEST = { width: 900, height: 600 }
const FIRST: WindowState = { width: 1280, height: 820 }

const STATE = z.strictObject({
  width: z.int().min(SMALLEST.width).max(20_000),
  height: z.int().min(SMALLEST.height).max(20_000),
  x: z.int().min(-50_000).max(50_000).optional(),
  y: z.int().min(-50_000).max(50_000).optional(),
})

/** Where the window was, in pixels; without a place the system chooses one. */
export interface WindowState {
  readonly width: number
  readonly height: number
  readonly x?: number | undefined
  readonly y?: number | undefined
}

/** The size and place the window had; those of a first start when nothing usable is kept. @param config Our config folder. */
export function readWindowState(config: string): WindowState {
  try {
    const text = readFileSafely(fileIn(config), 4096)
    return text === null ? FIRST : STATE.parse(JSON.parse(text.toString('utf8')))
  } catch {
    return FIRST
  }
}

/** Keeps the size and place for the next start. A failure loses only comfort, so it is passed over. */
export function keepWindowState(config: string, { x, y, width, height }: WindowState): void {
  try {
    safeDirectory(config)
    writeFileSafely(fileIn(config), `${JSON.stringify({ width, height, x, y })}\n`)
  } catch {
    // The window opens in its first size next time.
  }
}

const fileIn = (config: string): string => join(config, 'window.json')
