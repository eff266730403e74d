import { sentence } from '../words/sentence.ts'
import { Foreign } from './foreign.tsx'

/** A message or a reason as a sentence. */
export function SentenceText({ text }: { readonly text: string }) {
  return <Foreign text={sentence(text)} limit={600} />
}
