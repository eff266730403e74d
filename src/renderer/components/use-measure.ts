import { useEffect, useState } from 'react'
import type { Measure } from '../picture/drawing.ts'

const FAMILY = '12px "Inter Variable", system-ui, sans-serif'
const BOLD = `600 ${FAMILY}`
const LIGHT = `400 ${FAMILY}`

/** Measures text in the picture's font; a new function, and so a new layout, once the font has come. */
export function useMeasure(): Measure {
  const [measure, setMeasure] = useState<Measure>(newMeasure)
  useEffect(() => {
    let isHere = true
    void document.fonts.load(BOLD).then(() => isHere && setMeasure(newMeasure))
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
  return (text, light = false) => {
    context.font = light ? LIGHT : BOLD
    return context.measureText(text).width
  }
}
