import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bulkheadCommand } from './bulkhead-command.ts'

const checkout = join(import.meta.dirname, '..', '..')

describe('the command line tool that the app starts', () => {
  it('runs in a checkout on the Node of the checkout', () => {
    const [node, script] = bulkheadCommand(
      { isPackaged: false, appPath: checkout, resourcesPath: '/x' },
      process.platform,
    )
    expect(existsSync(node)).toBe(true)
    expect(script).toBe(join(checkout, 'out', 'cli', 'bulkhead.js'))
  })

  it('runs in a package on the Node that the package carries, outside the archive', () => {
    const place = {
      isPackaged: true,
      appPath: '/opt/bulkhead/resources/app.asar',
      resourcesPath: '/opt/bulkhead/resources',
    }
    expect(bulkheadCommand(place, 'linux')).toEqual([
      '/opt/bulkhead/resources/node/bin/node',
      '/opt/bulkhead/resources/cli/bulkhead.js',
    ])
  })
})
