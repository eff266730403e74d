/** The shape of a note and of a notice: a ring with a point and a line, not one of the verdicts. */
export function NoteMark() {
  return (
    <svg className="mark note-mark" width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M8 7.4v3.8M8 4.7v.6" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  )
}
