import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errnoOf } from '../read-folder-file.ts'

/** A link is moved as a link: what it points to stays where it is. */
export async function moveFolder(from: string, to: string): Promise<void> {
  try {
    await rename(from, to)
  } catch (error) {
    if (errnoOf(error) !== 'EXDEV') throw error
    await mkdir(dirname(to), { recursive: true })
    await cp(from, to, { recursive: true, verbatimSymlinks: true, errorOnExist: true, force: false })
    await rm(from, { recursive: true })
  }
}
