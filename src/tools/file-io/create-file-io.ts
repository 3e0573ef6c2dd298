import { ClawError, toWireError } from '../../kernel/claw-error.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { WireError } from '../../protocol/messages.ts'
import { defineTool, type ToolContext, type ToolDefinition, type ToolOutcome } from '../define-tool.ts'
import type { PathJail } from '../path-jail.ts'
import { codeOf, pathError } from '../path-jail-real.ts'
import { type ImagePort, plannedChanges } from '../undo/planned-changes.ts'
import { changeContent } from './change-content.ts'
import { deletePath } from './delete-path.ts'
import { canonicalFileIo, isReference, isWrite } from './file-io-args.ts'
import { type FileIoInput, type FileOp, fileIoInputSchema } from './file-io-input.ts'
import { FILE_IO_LIMITS, type FileIoLimits, type FileIoServices } from './file-io-services.ts'
import type { FileOperation } from './file-operation.ts'
import { listFiles } from './list-files.ts'
import { makeFolder } from './make-folder.ts'
import { moveFiles } from './move-files.ts'
import { readTextFile } from './read-file.ts'
import { type ReferencePort, readReference } from './read-reference.ts'
import { regexMatcher } from './regex-matcher.ts'
import { searchFiles } from './search-files.ts'
import { statPath } from './stat-path.ts'
import { touchedPaths } from './touched-paths.ts'

export interface FileIoOptions {
  readonly jail: PathJail
  readonly refs?: ReferencePort
  /** Keeps what files held before they are changed; absent: nothing can be undone. */
  readonly images?: ImagePort
  readonly limits?: Partial<FileIoLimits>
  /** The built search-lines.worker.js. */
  readonly searchWorkerPath: string
}

type Reading = (input: FileIoInput, services: FileIoServices) => Promise<JsonObject>

const READS: Partial<Record<FileOp, Reading>> = {
  list: listFiles,
  glob: listFiles,
  read: readTextFile,
  search: searchFiles,
  stat: statPath,
}
const WRITES: Partial<Record<FileOp, FileOperation>> = {
  write: changeContent,
  append: changeContent,
  edit: changeContent,
  move: moveFiles,
  mkdir: makeFolder,
  delete: deletePath,
}

export function createFileIo(options: FileIoOptions): ToolDefinition<FileIoInput> {
  const limits: FileIoLimits = { ...FILE_IO_LIMITS, ...options.limits }
  const services = ({ signal }: ToolContext): FileIoServices => ({
    jail: options.jail,
    signal,
    limits,
    regexMatcher: (pattern, ignoreCase) =>
      regexMatcher({ pattern, ignoreCase }, { workerPath: options.searchWorkerPath, timeoutMs: limits.regexMs }),
  })
  const read = (input: FileIoInput, context: ToolContext): Promise<JsonObject> | JsonObject => {
    if (isReference(input)) return readReference(input, context, options.refs, limits.readBytes)
    return (READS[input.op] ?? readTextFile)(input, services(context))
  }

  return defineTool<FileIoInput>({
    name: 'file_io',
    description:
      'Files and folders of the workspace. op: list, glob, stat, search, read; write, append, edit {old, new}, move {path, to | moves}, mkdir, delete. ' +
      'Paths are relative to the workspace. total, total_bytes and sums are over all matches even when the entries are truncated. ' +
      'Ignored files (.gitignore, node_modules, .git) are left out unless include_ignored.',
    examples: [
      { op: 'glob', path: '.', pattern: '**/*.{ts,tsx}', sort: 'size', order: 'desc', max_entries: 5 },
      { op: 'read', path: 'README.md', offset: 0, limit: 40 },
      { op: 'edit', path: 'src/a.ts', old: 'const a = 1', new: 'const a = 2' },
    ],
    input: fileIoInputSchema,
    aliases: { operation: 'op', action: 'op', file: 'path', file_path: 'path', filepath: 'path', data: 'content', text: 'content' },
    effect: ({ op }) => (isWrite(op) ? 'write' : 'read'),
    touches: touchedPaths,
    canonicalise: (input) => canonicalFileIo(input, options.jail),
    // What is refused here has no effect, and is told by run. Throws only where no before-image can be kept at all.
    prepare: async (input, context) => {
      const operation = WRITES[input.op]
      if (operation === undefined) return { recovery: 'pure', detail: {} }
      const prepared = await attempt(() => operation.prepare(input, services(context)), context)
      if (!prepared.ok) return { recovery: 'pure', detail: { refused: { ...prepared.error } } }
      const detail = prepared.value
      const { images } = options
      if (images === undefined) return { recovery: 'fs-atomic', detail }
      const changes = await plannedChanges(input, detail, { jail: options.jail, signal: context.signal, images })
      return { recovery: 'fs-atomic', detail, changes }
    },
    run: async (input, context, prepared) => {
      const refused = prepared?.detail['refused']
      if (refused !== undefined) return { ok: false, error: refused as unknown as WireError }
      const operation = WRITES[input.op]
      return outcomeOf(
        await attempt(async () => {
          if (operation === undefined) return read(input, context)
          return operation.run(input, services(context), prepared?.detail ?? (await operation.prepare(input, services(context))))
        }, context),
      )
    },
    recover: async (input, context, detail) => {
      const recovered = await WRITES[input.op]?.recover(input, services(context), detail)
      if (recovered === undefined) return { state: 'not_done' }
      return recovered.state === 'done' ? { state: 'done', outcome: { ok: true, result: recovered.result } } : { state: recovered.state }
    },
  })
}

type Attempt = { readonly ok: true; readonly value: JsonObject } | { readonly ok: false; readonly error: WireError }

/** Expected failures as values. A cancelled call throws. */
async function attempt(act: () => Promise<JsonObject>, { signal }: ToolContext): Promise<Attempt> {
  try {
    return { ok: true, value: await act() }
  } catch (error) {
    if (signal.aborted) throw error
    if (error instanceof ClawError) return { ok: false, error: told(error) }
    if (codeOf(error) !== '') return { ok: false, error: told(pathError(error, 'the file')) }
    throw error
  }
}

function told(error: ClawError): WireError {
  return { ...toWireError(error), message: error.fix === '' ? error.message : `${error.message} ${error.fix}` }
}

function outcomeOf(attempted: Attempt): ToolOutcome {
  return attempted.ok ? { ok: true, result: attempted.value } : { ok: false, error: attempted.error }
}
