// Commits once to the catalog in argv[2], as `exec` does, and is gone without closing it.

import { openAt } from './open-test-catalog.ts'
import { auditEntry } from './token-row.ts'

const { audit } = openAt(process.argv[2] ?? '')
// As many pages as some twenty commands write.
audit.appendAll(Array.from({ length: 600 }, () => auditEntry()))
process.kill(process.pid, 'SIGKILL')
