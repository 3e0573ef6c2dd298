import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import type { JsonObject } from '../../../src/kernel/json.ts'
import type { ToolContext, ToolDefinition, ToolOutcome } from '../../../src/tools/define-tool.ts'
import { normaliseAliases } from '../../../src/tools/normalise-aliases.ts'

export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'claw-files-')))
}

export function put(folder: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

export function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export function contextFor(workspace: string, signal = new AbortController().signal): ToolContext {
  return { run_id: 'r', subtask_id: 's', agent_id: 'a', workspace, signal, named_hosts: [] }
}

/** Does with a tool what the executor does. */
export async function call<Input>(tool: ToolDefinition<Input>, args: JsonObject, context: ToolContext): Promise<ToolOutcome> {
  const parsed = tool.input.parse(normaliseAliases(args, tool.aliases))
  const input = tool.canonicalise ? tool.canonicalise(parsed, context) : parsed
  return tool.run(input, context, await tool.prepare?.(input, context))
}

export async function buildWorker(source: string, folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs')
  const banner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"
  const sqlite = join(process.cwd(), 'node_modules/better-sqlite3/lib/index.js')
  await build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: banner },
    plugins: [{ name: 'native', setup: (b) => b.onResolve({ filter: /^better-sqlite3$/ }, () => ({ path: sqlite, external: true })) }],
  })
  return outfile
}
