import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder that goes with the test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'claw-folders-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

export function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

export function manifest(agent_id: string, patch: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    agent_id,
    name: 'Test',
    description: 'Counts files',
    tags: [],
    tools_allowlist: ['file_io'],
    skill_ids: [],
    examples: ['count the files'],
    entrypoint: 'builtin',
    requires_approval_for: [],
    version: '1.0.0',
    created_at: '2026-01-01T00:00:00.000Z',
    created_by: 'test',
    ...patch,
  }
}

/** A whole agent folder. Returns its path. */
export function putAgent(dir: string, agent_id: string, patch: Record<string, unknown> = {}): string {
  put(join(dir, agent_id, 'manifest.json'), JSON.stringify(manifest(agent_id, patch), null, 2))
  put(join(dir, agent_id, 'skill.md'), `# Role of ${agent_id}\n`)
  return join(dir, agent_id)
}
