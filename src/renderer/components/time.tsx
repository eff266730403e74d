import { exactTime } from '../words/times.ts'

/** A time in words, exact in its title. */
export function Time({ iso, words }: { readonly iso: string; readonly words: string }) {
  return (
    <time dateTime={iso} title={exactTime(iso)}>
      {words}
    </time>
  )
}
