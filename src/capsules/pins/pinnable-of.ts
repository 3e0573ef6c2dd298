import { join } from 'node:path'
import { sha256 } from '../../kernel/hash.ts'
import type { AgentFolder, Skill } from '../agent-folder.ts'
import { readFolderFile } from '../read-folder-file.ts'
import { NO_POWERS, type Pinnable } from './pin.ts'
import { programFiles } from './program-files.ts'

/** An agent as it would run now: manifest, skill.md, and the files of its program when it brings one. */
export async function pinnableAgent(agent: AgentFolder): Promise<Pinnable> {
  const { manifest, folder } = agent
  const builtin = manifest.entrypoint === 'builtin'
  const files = builtin ? {} : await programFiles(folder)
  return {
    kind: 'agent',
    id: agent.agent_id,
    path: folder,
    digest: builtin ? agent.digest : sha256(JSON.stringify([agent.digest, Object.entries(files).sort()])),
    powers: {
      tools: [...manifest.tools_allowlist],
      requires_approval_for: [...manifest.requires_approval_for],
      entrypoint: manifest.entrypoint === 'builtin' ? 'builtin' : JSON.stringify(manifest.entrypoint.command),
      files,
    },
    inState: agent.source === 'workspace_state',
    text: agent.skillText,
    // As claw reads it: a default that is written out is no difference.
    texts: { 'manifest.json': `${JSON.stringify(manifest, null, 2)}\n`, 'skill.md': agent.skillText },
  }
}

export async function pinnableSkill(skill: Skill, stateDir: string): Promise<Pinnable> {
  const [text = '', recipes = ''] = await Promise.all(['SKILL.md', 'recipes.yaml'].map((name) => textOf(skill.folder, name)))
  return {
    kind: 'skill',
    id: skill.skill_id,
    path: skill.folder,
    digest: sha256(JSON.stringify([text, recipes])),
    powers: NO_POWERS,
    inState: skill.folder.startsWith(join(stateDir, '/')),
    text: [text, recipes].filter((part) => part !== '').join('\n'),
    texts: { 'SKILL.md': text, ...(recipes === '' ? {} : { 'recipes.yaml': recipes }) },
  }
}

/** The shared text that stands before every system prompt. */
export function pinnableSoul(path: string, text: string): Pinnable {
  return { kind: 'soul', id: 'soul', path, digest: sha256(text), powers: NO_POWERS, inState: false, text, texts: {} }
}

async function textOf(folder: string, name: string): Promise<string> {
  const file = await readFolderFile(folder, name)
  return file.ok ? file.text : ''
}
