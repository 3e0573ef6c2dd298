import { ClawError } from '../../kernel/claw-error.ts'
import { sha256 } from '../../kernel/hash.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { digestFile } from './digest-file.ts'
import { editedContent } from './edited-content.ts'
import { wholeFile } from './file-chunks.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileServices } from './file-io-services.ts'
import type { FileOperation, Recovered } from './file-operation.ts'
import { writeAtomic } from './write-atomic.ts'

/** Ops `write`, `append` and `edit`: the whole new content replaces the old one at once, and its hash is known before. */
export const changeContent: FileOperation = {
  prepare: async (input, services) => {
    const change = await plannedContent(input, services)
    return {
      path: input.path ?? '',
      before: change.before,
      after: sha256(change.content),
      bytes: change.content.length,
      replacements: change.replacements,
    }
  },

  run: async (input, services, detail) => {
    const change = await plannedContent(input, services)
    // What is written must be what the journal announced: else a crash could not be judged.
    if (sha256(change.content) !== detail['after']) {
      throw new ClawError('TOOL_FAILED', `'${services.jail.show(input.path ?? '')}' was changed by somebody else meanwhile.`, {
        retryable: true,
        fix: 'Read it again, then repeat the call.',
      })
    }
    writeAtomic(services.jail, input.path ?? '', change.content)
    return resultOf(input, services, detail)
  },

  recover: async (input, services, detail): Promise<Recovered> => {
    const now = await currentHash(input.path ?? '', services)
    if (now === detail['after']) return { state: 'done', result: resultOf(input, services, detail) }
    return { state: now === detail['before'] ? 'not_done' : 'unknown' }
  },
}

export interface PlannedContent {
  readonly before: string | null
  readonly content: Buffer
  readonly replacements: number
}

/** What the file would hold. Throws what the operation would be refused for. */
export async function plannedContent(input: FileIoInput, services: FileServices): Promise<PlannedContent> {
  const path = input.path ?? ''
  const content = Buffer.from(input.content ?? '')
  if (input.op === 'write') return { before: await currentHash(path, services), content, replacements: 0 }
  const old = await contentNow(path, services)
  if (input.op === 'append') return { before: hashOf(old), content: Buffer.concat([old ?? Buffer.alloc(0), content]), replacements: 0 }
  if (old === undefined) throw new ClawError('PATH_NOT_FOUND', `There is no file '${services.jail.show(path)}' to edit.`)
  const edited = editedContent(old, {
    old: input.old ?? '',
    next: input.new ?? '',
    all: input.all === true,
    shown: services.jail.show(path),
  })
  return { before: hashOf(old), ...edited }
}

function hashOf(content: Buffer | undefined): string | null {
  return content === undefined ? null : sha256(content)
}

/** Throws FILE_TOO_LARGE above the limit of edits; undefined: there is no file. */
export async function contentNow(path: string, { jail, limits, signal }: FileServices): Promise<Buffer | undefined> {
  const file = openIfThere(path, jail)
  try {
    return file === undefined ? undefined : await wholeFile(file, limits.editBytes, signal)
  } finally {
    file?.close()
  }
}

async function currentHash(path: string, { jail, signal }: FileServices): Promise<string | null> {
  const file = openIfThere(path, jail)
  file?.close()
  return file === undefined ? null : ((await digestFile(path, { jail, signal, lines: false, sha256: true }))?.sha256 ?? null)
}

function openIfThere(path: string, jail: FileServices['jail']): ReturnType<FileServices['jail']['openFile']> | undefined {
  try {
    return jail.openFile(path)
  } catch (error) {
    if (error instanceof ClawError && error.code === 'PATH_NOT_FOUND') return undefined
    throw error
  }
}

function resultOf(input: FileIoInput, { jail }: FileServices, detail: JsonObject): JsonObject {
  const common: Record<string, Json> = { path: jail.show(input.path ?? ''), bytes: detail['bytes'] ?? 0, sha256: detail['after'] ?? '' }
  return input.op === 'edit' ? { ...common, replacements: detail['replacements'] ?? 0 } : { ...common, created: detail['before'] === null }
}
