/** The two names under which everything between main and window travels; what is asked is the first argument. */
export const CALL = 'bulkhead:call'
export const TELL = 'bulkhead:tell'
