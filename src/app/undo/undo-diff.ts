import { ClawError } from '../../kernel/claw-error.ts'
import { visibleLine } from '../../kernel/visible-text.ts'
import type { FileThing } from '../../protocol/file-change.ts'
import { isBinary, wholeFile } from '../../tools/file-io/file-chunks.ts'
import type { PathJail } from '../../tools/path-jail.ts'
import { isSameThing, lookAt } from '../../tools/undo/look-at.ts'
import type { ContentFrom, VirtualTree } from '../../tools/undo/virtual-tree.ts'
import { unifiedDiff } from '../../view/unified-diff.ts'
import type { Services } from '../open-services.ts'

const MAX_BYTES = 256 * 1024
const MAX_LINES = 400

export interface UndoDiffOptions {
  readonly tree: VirtualTree
  readonly jail: PathJail
  /** Whether the content of a path may be printed. */
  readonly shown: (path: string) => boolean
}

/** What undoing would change in the content of files: unified for text, sizes and hashes for the rest; a bounded number of lines. */
export async function undoDiff(services: Services, { tree, jail, shown }: UndoDiffOptions): Promise<string[]> {
  const { signal } = new AbortController()
  const lines: string[] = []
  for (const path of tree.touched()) {
    const past = await tree.look(path)
    // What is only moved has nothing to show.
    if (past.content !== null && 'disk' in past.content) continue
    const now = await lookAt(path, { jail, signal })
    if (isSameThing(now, past.thing) || (now.kind !== 'file' && past.thing.kind !== 'file')) continue
    if (lines.length >= MAX_LINES) return [...lines, '... more files differ']
    lines.push(...(await diffOf(path, { now, past: past.thing, content: past.content })))
  }
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), `... ${lines.length - MAX_LINES} more lines`] : lines

  async function diffOf(path: string, sides: { now: FileThing; past: FileThing; content: ContentFrom }): Promise<string[]> {
    const name = visibleLine(jail.show(path))
    const head = [`--- ${sides.now.kind === 'file' ? name : '/dev/null'}`, `+++ ${sides.past.kind === 'file' ? name : '/dev/null'}`]
    if (!shown(path)) return [...head, 'not shown: a rule of the policy hides this path']
    const [before, after] = [await textNow(path, sides.now), textThen(sides.content, sides.past)]
    const diff = before === undefined || after === undefined ? undefined : unifiedDiff(before, after)
    return [...head, ...(diff === undefined ? [`${sizeOf(sides.now)} -> ${sizeOf(sides.past)}`] : diff.flatMap(safeLines))]
  }

  function safeLines(line: string): string[] {
    return services.redactor
      .text(line)
      .split('\n')
      .map((part) => visibleLine(part))
  }

  async function textNow(path: string, thing: FileThing): Promise<string | undefined> {
    if (thing.kind !== 'file') return ''
    if (thing.bytes > MAX_BYTES) return undefined
    const file = jail.openFile(path)
    try {
      return textOf(await wholeFile(file, MAX_BYTES, signal))
    } catch (error) {
      if (error instanceof ClawError) return undefined
      throw error
    } finally {
      file.close()
    }
  }

  function textThen(content: ContentFrom, thing: FileThing): string | undefined {
    if (thing.kind !== 'file') return ''
    if (thing.bytes > MAX_BYTES || content === null || !('image' in content)) return undefined
    const image = services.store.images.read(content.image)
    return image === undefined ? undefined : textOf(Buffer.from(image))
  }
}

function textOf(content: Buffer): string | undefined {
  return isBinary(content) ? undefined : content.toString('utf8')
}

function sizeOf(thing: FileThing): string {
  return thing.kind === 'file' ? `${thing.bytes} bytes, sha256 ${thing.sha256?.slice(0, 16) ?? 'not read'}` : 'nothing'
}
