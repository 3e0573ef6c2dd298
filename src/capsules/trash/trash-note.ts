import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { tryParseJson } from '../../kernel/json.ts'
import { replaceFile } from '../edit/replace-file.ts'
import { readFolderFile } from '../read-folder-file.ts'

/** What is kept beside a deleted agent, to bring it back as it was. */
const noteSchema = z.object({
  /** The folder of agents that it stood in. */
  dir: z.string(),
  by: z.string(),
  digest: z.nullable(z.string()),
  /** Tasks that it did well. */
  learned: z.array(z.string().check(z.maxLength(20_000))).check(z.maxLength(200)),
})
export type TrashNote = z.infer<typeof noteSchema>

export async function writeTrashNote(trashDir: string, name: string, note: TrashNote): Promise<void> {
  await replaceFile(join(trashDir, fileOf(name)), `${JSON.stringify(note)}\n`)
}

/** undefined when there is none that can be read. */
export async function readTrashNote(trashDir: string, name: string): Promise<TrashNote | undefined> {
  const file = await readFolderFile(trashDir, fileOf(name))
  const json = file.ok ? tryParseJson(file.text) : undefined
  const note = noteSchema.safeParse(json?.ok ? json.value : undefined)
  return note.success ? note.data : undefined
}

export async function removeTrashNote(trashDir: string, name: string): Promise<void> {
  await rm(join(trashDir, fileOf(name)), { force: true })
}

function fileOf(name: string): string {
  return `${name}.json`
}
