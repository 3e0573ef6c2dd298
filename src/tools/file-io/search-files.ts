import { ClawError } from '../../kernel/claw-error.ts'
import { compileGlob } from '../../kernel/glob/compile-glob.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileIoServices } from './file-io-services.ts'
import { lineBlocks } from './line-blocks.ts'
import { type LineMatcher, literalMatcher } from './line-matcher.ts'
import { createMatchLog, type MatchLog } from './match-log.ts'
import { type FoundEntry, walk } from './walk.ts'

/** Op `search`: lines that hold a text or fit an expression. All matches are counted, the first ones are shown. */
export async function searchFiles(input: FileIoInput, services: FileIoServices): Promise<JsonObject> {
  const log = createMatchLog({ max: input.max_entries ?? 200, context: input.context ?? 0 })
  const matcher = matcherFor(input, services)
  try {
    for (const { path, shown } of await filesToSearch(input, services)) await searchFile(path, shown, { matcher, log, services })
  } finally {
    await matcher.close()
  }
  return log.result()
}

function matcherFor({ pattern, regex, ignore_case = false }: FileIoInput, services: FileIoServices): LineMatcher {
  const text = String(pattern)
  return regex === true ? services.regexMatcher(text, ignore_case) : literalMatcher(text, ignore_case)
}

/** In the order of their names, so that the first matches are always the same ones. */
async function filesToSearch(input: FileIoInput, { jail, signal }: FileIoServices): Promise<{ path: string; shown: string }[]> {
  const start = input.path ?? jail.workspace
  const includes = input.include === undefined ? undefined : compileGlob([input.include].flat())
  const wanted = (entry: FoundEntry): boolean => entry.kind === 'file' && (includes === undefined || includes(entry.below))
  if (isFile(jail, start)) return [{ path: start, shown: jail.show(start) }]
  const paths: string[] = []
  for await (const entry of walk({ jail, start, recursive: true, includeIgnored: input.include_ignored === true, signal })) {
    if (wanted(entry)) paths.push(entry.path)
  }
  return paths.sort().map((path) => ({ path, shown: jail.show(path) }))
}

function isFile(jail: FileIoServices['jail'], path: string): boolean {
  try {
    jail.openFile(path).close()
    return true
  } catch (error) {
    if (error instanceof ClawError && error.code === 'PATH_NOT_FILE') return false
    throw error
  }
}

async function searchFile(
  path: string,
  shown: string,
  on: { matcher: LineMatcher; log: MatchLog; services: FileIoServices },
): Promise<void> {
  const file = openOrSkip(path, on.services)
  if (file === undefined) return
  try {
    const seen = on.log.file(shown)
    for await (const lines of lineBlocks(file, on.services.signal)) {
      const hits = on.matcher.mayMatch(lines.join('\n')) ? await on.matcher.match(lines) : []
      seen.block(lines, hits)
    }
  } finally {
    file.close()
  }
}

// Files that vanish meanwhile, may not be read or have several names are passed over.
function openOrSkip(path: string, { jail }: FileIoServices): ReturnType<FileIoServices['jail']['openFile']> | undefined {
  try {
    return jail.openFile(path)
  } catch (error) {
    if (error instanceof ClawError) return undefined
    throw error
  }
}
