import { readdirSync } from 'node:fs'
import type { FileServices } from './file-io-services.ts'

/** Whether a folder holds, at any depth, something that agents may not touch. */
export async function hasProtected(path: string, services: FileServices): Promise<boolean> {
  const pending = [path]
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of readEntries(folder)) {
      const member = `${folder}/${entry.name}`
      if (services.jail.isProtected(member, 'write')) return true
      if (entry.isDirectory()) pending.push(member)
    }
  }
  return false
}

function readEntries(folder: string): { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
