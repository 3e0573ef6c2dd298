import { constants } from 'node:fs'
import { type FileHandle, open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'

export const MAX_FOLDER_FILE_BYTES = 256 * 1024

export type FolderFile =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string; readonly missing: boolean }

/** Reads a small text file of an agent or skill folder, which may be hostile: links out of it, devices, pipes and giants are refused. */
export async function readFolderFile(folder: string, name: string): Promise<FolderFile> {
  try {
    const [root, path] = await Promise.all([realpath(folder), realpath(join(folder, name))])
    if (!path.startsWith(root + sep)) return refuse(`${name} is a symbolic link that leads out of the folder`)
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    return await readAll(file, name).finally(() => file.close())
  } catch (error) {
    const code = errnoOf(error)
    if (code === 'ENOENT') return { ok: false, problem: `${name} is missing`, missing: true }
    return refuse(`${name} cannot be read (${code})`)
  }
}

export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}

async function readAll(file: FileHandle, name: string): Promise<FolderFile> {
  const stat = await file.stat()
  if (!stat.isFile()) return refuse(`${name} is not a file`)
  if (stat.size > MAX_FOLDER_FILE_BYTES) return refuse(`${name} has ${stat.size} bytes; at most ${MAX_FOLDER_FILE_BYTES} are read`)
  return decode(await file.readFile(), name)
}

function decode(data: Uint8Array, name: string): FolderFile {
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(data) }
  } catch {
    return refuse(`${name} is not UTF-8 text`)
  }
}

function refuse(problem: string): FolderFile {
  return { ok: false, problem, missing: false }
}
