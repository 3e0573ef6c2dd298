import { sha256 } from '../../kernel/hash.ts'
import { readFolderFile } from '../read-folder-file.ts'

/** The two files of an agent that a person edits. */
export interface AgentTexts {
  readonly manifest: string
  readonly skill: string
}

export const AGENT_FILES = { manifest: 'manifest.json', skill: 'skill.md' } as const
export type AgentFileName = keyof typeof AGENT_FILES

/** The same as that of a scanned agent. */
export function digestOfTexts({ manifest, skill }: AgentTexts): string {
  return sha256(`${manifest}\u0000${skill}`)
}

/** Both files as they are, also of an agent that is broken; what is missing or unreadable is empty, with the reason. */
export async function readAgentTexts(folder: string): Promise<AgentTexts & { readonly problems: readonly string[] }> {
  const [manifest, skill] = await Promise.all(Object.values(AGENT_FILES).map((name) => readFolderFile(folder, name)))
  const problems = [manifest, skill].flatMap((file) => (file === undefined || file.ok || file.missing ? [] : [file.problem]))
  return { manifest: manifest?.ok ? manifest.text : '', skill: skill?.ok ? skill.text : '', problems }
}
