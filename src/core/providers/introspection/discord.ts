import type { Introspection, Step } from '../../token/introspection.ts'
import type { Access, Resource } from '../../token/reach.ts'
import { listAt, textAt, valueAt } from '../../token/value-at.ts'

// discord.com/developers/docs: "Get Current User", "Get Current User Guilds" (permissions as a decimal bit field),
// "Permissions" (ADMINISTRATOR is 1 << 3), "Authentication" (Bot TOKEN).

const ADMINISTRATOR = 1n << 3n

// VIEW_AUDIT_LOG, VIEW_CHANNEL, READ_MESSAGE_HISTORY, VIEW_GUILD_INSIGHTS, CONNECT: all that only looks on.
const LOOKING = [7n, 10n, 16n, 19n, 20n].reduce((bits, bit) => bits | (1n << bit), 0n)

const GUILDS: Step = {
  path: '/api/v10/users/@me/guilds',
  read: ({ body }) => {
    const guilds = listAt(body)
    if (guilds === undefined) return {}
    const resources = guilds.flatMap((guild): Resource[] => {
      const name = textAt(guild, 'name')
      return name === undefined ? [] : [{ kind: 'server', name }]
    })
    const rights = guilds.map((guild) => rightsOf(textAt(guild, 'permissions')))
    const administered = resources.filter((_, index) => ((rights[index] ?? 0n) & ADMINISTRATOR) !== 0n)
    return {
      resources,
      ...(resources.length > 0 && { breadth: resources.length === 1 ? 'resource' : 'several' }),
      ...(rights.length > 0 && { access: accessOf(rights) }),
      says: administered.map(({ name }) => `it administers the server ${name}`),
    }
  },
}

const rightsOf = (text: string | undefined): bigint | null =>
  text !== undefined && /^\d{1,30}$/.test(text) ? BigInt(text) : null

function accessOf(rights: readonly (bigint | null)[]): Access {
  const all = rights.reduce<bigint>((sum, bits) => sum | (bits ?? 0n), 0n)
  if ((all & ADMINISTRATOR) !== 0n) return 'admin'
  if ((all & ~LOOKING) !== 0n) return 'write'
  return rights.includes(null) ? 'unknown' : 'read'
}

export const discord: Introspection = {
  id: 'discord',
  base: 'https://discord.com',
  carriage: { kind: 'header', header: 'Authorization', scheme: 'Bot' },
  // A webhook's address is only posted to.
  steps: ({ text }) =>
    text.startsWith('https:')
      ? []
      : [
          {
            path: '/api/v10/users/@me',
            read: ({ body }) => {
              const account = textAt(body, 'username')
              if (account === undefined) return {}
              return {
                account,
                says: [valueAt(body, 'bot') === true ? 'it is a bot' : 'it is a person'],
                next: [GUILDS],
              }
            },
          },
        ],
  source: 'https://discord.com/developers/docs/resources/user',
}
