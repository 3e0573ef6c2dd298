import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/** The file holds the old text or the new one, whatever happens. A link in its place is replaced, never followed. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const half = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    const file = await open(half, 'wx', 0o644)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(half, path)
  } finally {
    await rm(half, { force: true })
  }
}
