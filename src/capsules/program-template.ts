import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentProfile } from './agent-profile.ts'
import type { AgentProgram } from './create-agent-folder.ts'

export const TEMPLATES = ['python', 'node'] as const
export type Template = (typeof TEMPLATES)[number]

const PROGRAMS = {
  python: { file: 'main.py', command: ['python3', 'main.py'] },
  node: { file: 'main.mjs', command: ['node', 'main.mjs'] },
} as const satisfies Readonly<Record<Template, { file: string; command: readonly string[] }>>

/** The program that an agent of its own begins with: it works as it is. */
export async function readTemplate(template: Template, packageDir: string): Promise<AgentProgram> {
  const { file, command } = PROGRAMS[template]
  return { command, files: { [file]: await readFile(join(packageDir, 'src', 'capsules', 'templates', template, file), 'utf8') } }
}

/** What the programs of the templates do, in words: what a person does not say otherwise. */
export const TEMPLATE_PROFILE: Omit<AgentProfile, 'role_text'> = {
  name: 'Reading time',
  description: 'Says how many words a text file has and how many minutes it takes to read.',
  tags: ['text', 'reading'],
  tools: ['file_io'],
  skill_ids: [],
  examples: [
    'how long does it take to read notes.txt?',
    'reading time of README.md',
    'how many minutes will I need for report.txt',
    'is essay.md a long read?',
    'estimate the reading time of docs/guide.md',
  ],
}
