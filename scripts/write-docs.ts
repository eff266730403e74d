/** `npm run docs`: writes what the docs tell of rules and providers from the tables themselves. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withProviderTable } from './provider-table.ts'
import { rulesPage } from './rules-page.ts'
import { ROOT } from './setup.mjs'

const README = join(ROOT, 'README.md')

writeFileSync(join(ROOT, 'docs', 'rules.md'), rulesPage())
writeFileSync(README, withProviderTable(readFileSync(README, 'utf8')))
