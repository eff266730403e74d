import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { StoresContext } from './components/use-stores.ts'
import { judgeAgain } from './stores/judge-again.ts'
import { createStores } from './stores/stores.ts'
import './styles/index.css'

const stores = createStores(window.bulkhead)

window.bulkhead.on('vault:changed', ({ what }) => void (what === 'all' ? stores.refresh() : stores.refreshRecord()))
window.bulkhead.on('window:show', ({ screen, filter }) => {
  if (screen === 'tokens') stores.tokens.getState().show(filter ?? 'all')
  stores.navigation.getState().go(screen)
})
void stores.refresh()
judgeAgain(stores.tokens, stores.refresh, () => new Date())

const root = document.getElementById('root')
if (root === null) throw new TypeError('index.html has no #root')
createRoot(root).render(
  <StoresContext value={stores}>
    <App />
  </StoresContext>,
)
