/** The two names under which everything between main and window travels; what is asked is the first argument. */
export const WIRE_CALL = 'bulkhead:call'
export const WIRE_TELL = 'bulkhead:tell'
