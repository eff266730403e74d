import { providerById } from '../../core/providers/providers.ts'

/** A provider as it writes itself; its id when it is none that we know. */
export const providerName = (id: string): string => providerById(id)?.name ?? id
