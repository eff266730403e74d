import { runOnOwnNode } from './own-node.mjs'
import { setUp } from './setup.mjs'

await setUp()
await runOnOwnNode('build-app.ts', process.argv.slice(2))
