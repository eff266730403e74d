/**
 * A sentence of excess where the page around it already says that it is about what the token can do, and for which domain:
 * `can administer the organisation acme; its domain is the project web` is `administer the organisation acme`.
 */
export const excessWords = (text: string): string => text.replace(/^can /, '').replace(/; its domain is the [^;]*$/, '')
