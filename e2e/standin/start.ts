import { enableCompileCache } from 'node:module'
import { cacheFolder } from './runtime-folder.ts'

// Stripping and compiling these files takes half a second of a processor, reading them back a tenth of that. The cache
// only serves what is imported after this line.
enableCompileCache(cacheFolder())
await import('./launch.ts')
