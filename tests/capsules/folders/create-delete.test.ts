import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AgentProfile } from '../../../src/capsules/agent-profile.ts'
import { createAgentFolder } from '../../../src/capsules/create-agent-folder.ts'
import { deleteAgentFolder } from '../../../src/capsules/delete-agent-folder.ts'
import { restoreAgentFolder } from '../../../src/capsules/trash/restore-agent-folder.ts'
import type { Clock } from '../../../src/kernel/clock.ts'
import { isAgentId } from '../../../src/kernel/ids.ts'
import { put, putAgent, tempDir } from './temp-dir.ts'

const clock: Clock = { now: () => Date.UTC(2026, 0, 1), monotonic: () => 0 }
const profile: AgentProfile = {
  name: 'Log Reader',
  description: 'Reads logs',
  tags: ['logs'],
  tools: ['file_io'],
  skill_ids: ['file_system'],
  examples: ['read the log'],
  role_text: '# Role\nReads logs.',
}

function create(dir: string, patch: Partial<AgentProfile> = {}) {
  return createAgentFolder({
    dir,
    source: 'workspace_state',
    profile: { ...profile, ...patch },
    created_by: 'rules',
    lineage: ['0123456789ab'],
    clock,
  })
}

describe('createAgentFolder', () => {
  it('makes a whole folder that reads back', async () => {
    const dir = join(tempDir(), 'deep', 'agents')
    const agent = await create(dir)
    expect(agent.agent_id).toMatch(/^log-reader-[0-9a-f]{4}$/)
    expect(agent.manifest).toMatchObject({
      tools_allowlist: ['file_io'],
      created_by: 'rules',
      lineage: ['0123456789ab'],
      created_at: '2026-01-01T00:00:00.000Z',
    })
    expect(readdirSync(dir)).toEqual([agent.agent_id])
    expect(readdirSync(agent.folder).sort()).toEqual(['logs', 'manifest.json', 'skill.md'])
    expect(statSync(agent.folder).mode & 0o777).toBe(0o755)
  })

  it.each(['', '数一数', '../../etc/passwd', '42 files', 'A'.repeat(500), 'a\u0000b', '---'])(
    'makes a safe id of any name: %j',
    async (name) => {
      const dir = tempDir()
      const agent = await createAgentFolder({
        dir,
        source: 'workspace_state',
        profile: { ...profile, name: name.slice(0, 80) || 'x' },
        created_by: 'rules',
        clock,
      })
      expect(isAgentId(agent.agent_id)).toBe(true)
      expect(readdirSync(dir)).toEqual([agent.agent_id])
    },
  )

  it('gives different ids to the same profile', async () => {
    const dir = tempDir()
    const made = await Promise.all(Array.from({ length: 8 }, () => create(dir)))
    expect(new Set(made.map((agent) => agent.agent_id)).size).toBe(8)
  })

  it('leaves nothing behind when the profile is wrong or the disk refuses', async () => {
    const dir = tempDir()
    await expect(create(dir, { description: '' })).rejects.toMatchObject({ code: 'AGENT_INVALID' })
    expect(readdirSync(dir)).toEqual([])
    const file = put(join(dir, 'file'), 'x')
    await expect(create(join(file, 'agents'))).rejects.toMatchObject({ code: 'STATE_UNWRITABLE' })
  })
})

describe('deleteAgentFolder', () => {
  const dirsOf = (base: string) => [
    { path: join(base, 'state'), source: 'workspace_state' as const },
    { path: join(base, 'shipped'), source: 'shipped' as const },
  ]

  it('moves to the trash and can be restored', async () => {
    const base = tempDir()
    putAgent(join(base, 'state'), 'mine')
    put(join(base, 'state', 'mine', 'memory.db'), 'memory')
    const trashDir = join(base, 'trash')
    const { trash } = await deleteAgentFolder({ agent_id: 'mine', dirs: dirsOf(base), trashDir, clock })
    expect(existsSync(join(base, 'state', 'mine'))).toBe(false)
    expect(readFileSync(join(trash, 'memory.db'), 'utf8')).toBe('memory')
    const { folder } = await restoreAgentFolder({ agent_id: 'mine', trashDir, dir: join(base, 'state') })
    expect(readFileSync(join(folder, 'memory.db'), 'utf8')).toBe('memory')
    await expect(restoreAgentFolder({ agent_id: 'mine', trashDir, dir: join(base, 'state') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it.each(['..', '.', '', '%2e%2e', 'a/b', '../shipped', 'a'.repeat(300), 'mine\u0000', 'Mine', '-rf'])(
    'refuses %j as an id',
    async (agent_id) => {
      const base = tempDir()
      putAgent(join(base, 'state'), 'mine')
      const options = { agent_id, dirs: dirsOf(base), trashDir: join(base, 'trash'), clock }
      await expect(deleteAgentFolder(options)).rejects.toMatchObject({ code: 'ID_INVALID' })
      await expect(restoreAgentFolder({ agent_id, trashDir: join(base, 'trash'), dir: base })).rejects.toMatchObject({ code: 'ID_INVALID' })
      expect(readdirSync(base)).toEqual(['state'])
    },
  )

  it('refuses shipped agents, also when the workspace is the package', async () => {
    const base = tempDir()
    const folder = putAgent(join(base, 'shipped'), 'writer')
    const trashDir = join(base, 'trash')
    await expect(deleteAgentFolder({ agent_id: 'writer', dirs: dirsOf(base), trashDir, clock })).rejects.toMatchObject({
      code: 'AGENT_SHIPPED',
    })
    const same = [{ path: join(base, 'shipped'), source: 'workspace' as const }, ...dirsOf(base)]
    await expect(deleteAgentFolder({ agent_id: 'writer', dirs: same, trashDir, clock })).rejects.toMatchObject({ code: 'AGENT_SHIPPED' })
    await expect(deleteAgentFolder({ agent_id: 'none', dirs: same, trashDir, clock })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(existsSync(folder)).toBe(true)
  })

  it('moves a link as a link', async () => {
    const base = tempDir()
    const precious = put(join(base, 'precious', 'file'), 'x')
    mkdirSync(join(base, 'state'))
    symlinkSync(join(base, 'precious'), join(base, 'state', 'evil'))
    await deleteAgentFolder({ agent_id: 'evil', dirs: dirsOf(base), trashDir: join(base, 'trash'), clock })
    expect(readFileSync(precious, 'utf8')).toBe('x')
    expect(existsSync(join(base, 'state', 'evil'))).toBe(false)
  })
})
