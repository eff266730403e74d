/** A hull of three compartments, one of them filled. */
export function Logo() {
  return (
    <svg className="logo" width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
      <path className="logo-full" d="M7 7h6v7.2H7Z" />
      <path
        d="M1.2 1.2h17.6v8.2c0 3.2-2.2 5.4-5.4 5.4H6.6c-3.2 0-5.4-2.2-5.4-5.4ZM7 1.2v13.4M13 1.2v13.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinejoin="round"
      />
    </svg>
  )
}
