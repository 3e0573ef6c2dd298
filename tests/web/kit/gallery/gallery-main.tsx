import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { KitProvider } from '../../../../web/client/kit/kit-provider.tsx'
import '../../../../web/client/styles/tokens.css'
import '../../../../web/client/styles/base.css'
import './gallery.css'
import { SCENES } from './scenes.tsx'

/** Every part of the kit, a scene an address: what the tests of the kit look at. */
function Gallery() {
  const Scene = SCENES[new URLSearchParams(location.search).get('scene') ?? '']
  return <main>{Scene === undefined ? <h1>Scenes: {Object.keys(SCENES).join(', ')}</h1> : <Scene />}</main>
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
const router = createRouter({ routeTree: createRootRoute({ component: Gallery }), history: createMemoryHistory() })
createRoot(root).render(
  <KitProvider>
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </KitProvider>,
)
