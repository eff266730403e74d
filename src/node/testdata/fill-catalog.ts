/** Adds tokens to the catalog at the path on the command line until it fails; prints `{ added, code }`. */
import { openSync } from 'node:fs'
import { BulkheadError } from '../../core/errors.ts'
import { openAt } from './open-test-catalog.ts'
import { auditEntry, tokenRow } from './token-row.ts'

// Without a listener the kernel's signal for a file that may not grow would end us.
process.on('SIGXFSZ', () => undefined)

const [path = ''] = process.argv.slice(2)
let added = 0
let code = 'none'

function takeAllFiles(): void {
  try {
    for (;;) openSync('/dev/null', 'r')
  } catch {
    // None is left.
  }
}

if (process.env.USE_UP_FILES !== undefined) takeAllFiles()
try {
  using test = openAt(path)
  for (; added < 5_000; added += 1) {
    const row = tokenRow(`token-${added}`)
    test.catalog.insertPending(row)
    test.catalog.activate(row.id, auditEntry())
  }
} catch (error) {
  code = error instanceof BulkheadError ? error.code : `foreign: ${error}`
}
process.stdout.write(`${JSON.stringify({ added, code })}\n`)
