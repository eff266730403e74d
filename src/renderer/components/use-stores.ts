import { createContext, useContext } from 'react'
import type { Stores } from '../stores/stores.ts'

export const StoresContext = createContext<Stores | null>(null)

/** The window's stores. */
export function useStores(): Stores {
  const stores = useContext(StoresContext)
  if (stores === null) throw new TypeError('useStores: outside StoresContext')
  return stores
}
