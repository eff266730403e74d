import { execFileSync } from 'node:child_process'
import { EventEmitter } from 'node:events'

type Rectangle = { x: number; y: number; width: number; height: number }

interface Display {
  readonly id: number
  readonly bounds: Rectangle
  readonly workArea: Rectangle
  readonly size: { width: number; height: number }
  readonly workAreaSize: { width: number; height: number }
  readonly scaleFactor: number
}

/** The screen, as one display. */
class Screen extends EventEmitter {
  #display: Display | undefined

  getPrimaryDisplay(): Display {
    this.#display ??= readDisplay()
    return this.#display
  }

  getAllDisplays(): Display[] {
    return [this.getPrimaryDisplay()]
  }

  getDisplayMatching(_rectangle: Rectangle): Display {
    return this.getPrimaryDisplay()
  }

  getDisplayNearestPoint(_point: { x: number; y: number }): Display {
    return this.getPrimaryDisplay()
  }

  getCursorScreenPoint(): { x: number; y: number } {
    const [x = 0, y = 0] = numbersIn(execFileSync('xdotool', ['getmouselocation'], { encoding: 'utf8' }))
    return { x, y }
  }
}

const numbersIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)

function readDisplay(): Display {
  const [width = 1280, height = 800] = numbersIn(execFileSync('xdotool', ['getdisplaygeometry'], { encoding: 'utf8' }))
  const bounds = { x: 0, y: 0, width, height }
  const size = { width, height }
  return { id: 1, bounds, workArea: bounds, size, workAreaSize: size, scaleFactor: 1 }
}

export const screen = new Screen()
