import { printable } from '../words/printable.ts'

/** A folder: where it is too long, its middle is left out and its own name stays. */
export function PathText({ path, className }: { readonly path: string; readonly className?: string }) {
  const whole = printable(path)
  const cut = whole.lastIndexOf('/', whole.length - 2) + 1
  return (
    <span className={className === undefined ? 'path' : `path ${className}`} title={whole}>
      <bdi className="truncate">{whole.slice(0, cut)}</bdi>
      <bdi className="path-name truncate">{whole.slice(cut)}</bdi>
    </span>
  )
}
