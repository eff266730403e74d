import type { Services } from '../services.ts'
import { appHandlers } from './app.ts'
import { eventHandlers } from './events.ts'
import type { Handlers } from './handlers.ts'
import { linkHandlers } from './links.ts'
import { pictureHandlers } from './pictures.ts'
import { projectHandlers } from './projects.ts'
import { sessionHandlers } from './sessions.ts'
import { tokenHandlers } from './tokens.ts'

/** One handler for each channel of the contract. */
export const allHandlers = (services: Services): Handlers => ({
  ...appHandlers(services),
  ...tokenHandlers(services),
  ...projectHandlers(services),
  ...sessionHandlers(services),
  ...eventHandlers(services),
  ...linkHandlers(services),
  ...pictureHandlers(),
})
