/** Where the window's page lives; every request to main must come from it. */
export const ORIGIN = 'app://bulkhead'
