import type { HonoRequest } from 'hono'

/** Whether somebody looks at the answer as a page: they get words and a way on, a program gets a problem. */
export function isNavigation(req: Pick<HonoRequest, 'method' | 'path' | 'header'>): boolean {
  if (req.method !== 'GET' || req.path.startsWith('/api/')) return false
  const mode = req.header('sec-fetch-mode')
  if (mode !== undefined) return mode === 'navigate' && req.header('sec-fetch-dest') === 'document'
  return (req.header('accept') ?? '').includes('text/html')
}
