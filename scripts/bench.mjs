import { runOnOwnNode } from './own-node.mjs'
import { setUp } from './setup.mjs'

await setUp()
await runOnOwnNode('run-bench.ts', process.argv.slice(2))
