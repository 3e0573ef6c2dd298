import type { AnyRouter } from '@tanstack/react-router'
import type { Command } from './command.ts'

/** Things of the workspace that the palette finds: runs, agents, skills. A line in sources.ts. */
export interface Source {
  /** The heading, and the name under which answers are kept. */
  readonly group: string
  /** `server`: it is asked anew for each text and gives what fits. `all`: it is asked once and gives all of it. */
  readonly searches: 'server' | 'all'
  find(text: string, router: AnyRouter): Promise<readonly Command[]>
}
