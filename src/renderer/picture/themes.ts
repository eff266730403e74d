import type { Verdict } from '../../contract/view.ts'
import type { Tone } from './drawing.ts'

/** The colours of a picture that leaves the window; the same as in `styles/tokens.css`, which a file cannot take along. */
export interface Theme {
  readonly background: string
  /** Line around what has no meaning of its own. */
  readonly edge: string
  readonly tones: Readonly<Record<Tone, string>>
  /** Behind the words of a box. */
  readonly fills: Readonly<Record<Tone, string>>
  readonly verdicts: Readonly<Record<Verdict, string>>
}

export const LIGHT: Theme = {
  background: '#fbfbfa',
  edge: '#cfcfc8',
  tones: {
    text: '#1c1d1a',
    second: '#5c5e57',
    inside: '#137a4b',
    outside: '#c0271a',
    unknown: '#6b6d76',
    rule: '#e4e4df',
  },
  fills: {
    text: '#ffffff',
    second: '#ffffff',
    inside: '#e6f4ec',
    outside: '#fdeae8',
    unknown: '#fbfbfa',
    rule: 'none',
  },
  verdicts: { god: '#c0271a', wide: '#9a6200', scoped: '#137a4b', unknown: '#6b6d76' },
}

export const DARK: Theme = {
  background: '#131412',
  edge: '#40423d',
  tones: {
    text: '#eceae4',
    second: '#a9aaa2',
    inside: '#5fcf98',
    outside: '#ff7b6e',
    unknown: '#a0a2aa',
    rule: '#2a2b28',
  },
  fills: {
    text: '#1a1b19',
    second: '#1a1b19',
    inside: '#16291f',
    outside: '#381917',
    unknown: '#131412',
    rule: 'none',
  },
  verdicts: { god: '#ff7b6e', wide: '#eab24d', scoped: '#5fcf98', unknown: '#a0a2aa' },
}
