import { useEffect, useState } from 'react'
import type { Measure } from '../picture/drawing.ts'

const FONT = '600 12px "Inter Variable", system-ui, sans-serif'

/** Measures text in the picture's font; a new function, and so a new layout, once the font has come. */
export function useMeasure(): Measure {
  const [measure, setMeasure] = useState<Measure>(newMeasure)
  useEffect(() => {
    let isHere = true
    void document.fonts.load(FONT).then(() => isHere && setMeasure(newMeasure))
    return () => {
      isHere = false
    }
  }, [])
  return measure
}

// Twice a function: a state's initial value and its update are themselves given as functions.
function newMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d')
  if (context === null) return (text) => text.length * 7
  context.font = FONT
  return (text) => context.measureText(text).width
}
