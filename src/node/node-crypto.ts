/**
 * node:crypto, loaded when it is first used.
 *
 * It brings 38 modules of Node's along, a tenth of the time that Node takes to start; `exec` loads them while the
 * keychain is thinking.
 */
export const nodeCrypto = (): typeof import('node:crypto') => (loaded ??= process.getBuiltinModule('node:crypto'))

/** Kept, since each row of the record asks for it. */
let loaded: typeof import('node:crypto') | null = null
