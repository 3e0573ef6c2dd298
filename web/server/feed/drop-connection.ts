import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** Cuts the connection of this request. Ending its stream would wait until the other side has taken what is on the way. */
export function dropConnection(context: Context): () => void {
  const { outgoing } = context.env as Partial<HttpBindings>
  return () => void outgoing?.destroy()
}
