import { runOnOwnNode } from './own-node.mjs'
import { setUp } from './setup.mjs'

await setUp()
await runOnOwnNode('take-pictures.ts', process.argv.slice(2))
