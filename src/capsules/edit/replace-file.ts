import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { syncFolder, writeDurably } from '../write-durably.ts'

/** The file holds the old text or the new one, whatever happens. A link in its place is replaced, never followed. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    await writeDurably(beside, text)
    await rename(beside, path)
  } finally {
    await rm(beside, { force: true })
  }
  await syncFolder(dirname(path))
}
