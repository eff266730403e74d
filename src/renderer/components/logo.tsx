/** A hull of three compartments, one of them filled. */
export function Logo() {
  return (
    <svg className="logo" width="20" height="16" viewBox="0 0 20 16" aria-hidden="true">
      <path className="logo-full" d="M7.2 7.4h5.6v7H7.2Z" />
      <path
        d="M1 1h18v8.5a5.5 5.5 0 0 1-5.5 5.5h-7A5.5 5.5 0 0 1 1 9.5ZM7.2 1v14M12.8 1v14"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinejoin="round"
      />
    </svg>
  )
}
