import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isAgentId } from '../../kernel/ids.ts'

/** A deleted agent that can still come back. */
export interface TrashedAgent {
  readonly agent_id: string
  /** Milliseconds since 1970. */
  readonly deleted_at: number
  /** Its name in the trash. */
  readonly name: string
  readonly folder: string
}

const NAME = /^(.+)-(\d{13})$/

export function trashName(agent_id: string, now: number): string {
  return `${agent_id}-${String(now).padStart(13, '0')}`
}

/** What is in the trash, newest first. What has another name is nothing of claw's. */
export async function listTrash(trashDir: string): Promise<TrashedAgent[]> {
  const entries = await readdir(trashDir, { withFileTypes: true }).catch(() => [])
  const found = entries.flatMap((entry) => {
    const [, agent_id = '', time = ''] = NAME.exec(entry.name) ?? []
    if (!isAgentId(agent_id) || !(entry.isDirectory() || entry.isSymbolicLink())) return []
    return [{ agent_id, deleted_at: Number(time), name: entry.name, folder: join(trashDir, entry.name) }]
  })
  return found.sort((a, b) => b.deleted_at - a.deleted_at || (a.name < b.name ? -1 : 1))
}
