import { useCallback } from 'react'
import { useStore } from 'zustand'
import type { Measure } from '../picture/drawing.ts'
import { drawVault } from '../picture/vault-drawing.ts'
import { lanesOf } from '../picture/vault-lanes.ts'
import { PictureFrame } from './picture-frame.tsx'
import { useExpanded } from './use-expanded.ts'
import { useStores } from './use-stores.ts'
import { VaultTable } from './vault-table.tsx'

/** The blast radius of the whole vault, one lane to a domain. */
export function VaultPicture() {
  const { tokens, visit } = useStores()
  const rows = useStore(tokens, (state) => state.rows)
  const [expanded, toggle] = useExpanded()
  const draw = useCallback(
    (width: number, measure: Measure) => drawVault(lanesOf(rows, expanded), { width, measure }),
    [rows, expanded],
  )
  return (
    <section className="card clipped" aria-label="Blast radius">
      <PictureFrame
        name="bulkhead-vault"
        draw={draw}
        onAction={(action) => {
          if (action.kind === 'toggle') toggle(action.id)
          if (action.kind === 'token') visit.token(action.id)
          if (action.kind === 'search') visit.search(action.query)
        }}
        table={<VaultTable rows={rows} onOpen={visit.token} />}
      />
    </section>
  )
}
