import { useCallback, useState } from 'react'

/** Which groups of a picture show their members, and how one is opened or closed. */
export function useExpanded(): readonly [ReadonlySet<string>, (id: string) => void] {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(() => new Set())
  const toggle = useCallback(
    (id: string) =>
      setExpanded((open) => {
        const next = new Set(open)
        if (!next.delete(id)) next.add(id)
        return next
      }),
    [],
  )
  return [expanded, toggle]
}
