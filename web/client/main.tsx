import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, SearchParamError } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { router, sendForPlace } from './app/router.ts'
import { KitProvider } from './kit/kit-provider.tsx'
import { goLive } from './live/live.ts'
import './styles/tokens.css'
import './styles/base.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
sendForPlace()
goLive()
createRoot(root, { onCaughtError }).render(
  <StrictMode>
    <KitProvider>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </KitProvider>
  </StrictMode>,
)

// An address that does not fit is no fault of a page: it is shown, not told to the console.
function onCaughtError(error: unknown): void {
  if (!(error instanceof SearchParamError)) console.error(error)
}
