/** What is asked of the page: whether it is seen, and when that changes. */
type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>

/**
 * Does `work` at once and then each `ms`, while the page is seen; of a page that is not, nothing is asked.
 *
 * @returns Stops it.
 */
export function whileSeen(page: Page, work: () => void, ms: number): () => void {
  let timer: ReturnType<typeof setInterval> | undefined
  const follow = (): void => {
    clearInterval(timer)
    if (page.hidden) return
    work()
    timer = setInterval(work, ms)
  }
  follow()
  page.addEventListener('visibilitychange', follow)
  return () => {
    clearInterval(timer)
    page.removeEventListener('visibilitychange', follow)
  }
}
