import type { CommandContext } from '../command-context.ts'
import type { CommandOutcome } from '../command-spec.ts'
import { EDIT_FLAGS } from './edit-flags.ts'

/** What follows the action: `claw agent test <subject> <text>`. */
export interface AgentWords {
  readonly subject: string | undefined
  readonly text: string | undefined
}

export interface AgentAction {
  /** How it is typed, for help and for what is typed wrongly. */
  readonly usage: string
  readonly takes: 'nothing' | 'agent' | 'maybe-agent' | 'agent-maybe-text' | 'text'
  /** The flags of `claw agent` that it knows. */
  readonly options: readonly string[]
  readonly load: () => Promise<(context: CommandContext, words: AgentWords) => Promise<CommandOutcome>>
}

/** `claw agent <action> ...`: an agent that has the name of an action is shown by `claw agent show <id>`. */
export const AGENT_ACTIONS = {
  show: {
    usage: 'claw agent show <id>',
    takes: 'agent',
    options: ['include-embedding'],
    load: async () => (await import('./show-agent.ts')).showAgent,
  },
  new: {
    usage: 'claw agent new',
    takes: 'nothing',
    options: ['name', 'description', 'tool', 'skill', 'example', 'role', 'template', 'from-task', 'yes'],
    load: async () => (await import('./new-agent.ts')).newAgent,
  },
  accept: {
    usage: 'claw agent accept <id>',
    takes: 'agent',
    options: [],
    load: async () => (await import('./accept-agent.ts')).acceptAgent,
  },
  enable: {
    usage: 'claw agent enable <id>',
    takes: 'agent',
    options: [],
    load: async () => (await import('./switch-agent.ts')).enableAgent,
  },
  disable: {
    usage: 'claw agent disable <id>',
    takes: 'agent',
    options: [],
    load: async () => (await import('./switch-agent.ts')).disableAgent,
  },
  evolve: {
    usage: 'claw agent evolve <id>',
    takes: 'agent',
    options: ['show', 'reset'],
    load: async () => (await import('./evolve-agent.ts')).evolveAgent,
  },
  why: {
    usage: 'claw agent why "<task>"',
    takes: 'text',
    options: ['tools', 'limit'],
    load: async () => (await import('./why-agent.ts')).whyAgent,
  },
  edit: {
    usage: 'claw agent edit <id>',
    takes: 'agent',
    options: ['file', ...EDIT_FLAGS],
    load: async () => (await import('./edit-agent.ts')).editAgent,
  },
  lint: {
    usage: 'claw agent lint [id or folder]',
    takes: 'maybe-agent',
    options: ['strict'],
    load: async () => (await import('./lint-agent.ts')).lintAgent,
  },
  promote: {
    usage: 'claw agent promote <id>',
    takes: 'agent',
    options: ['force', 'with-memory'],
    load: async () => (await import('./promote-agent.ts')).promoteAgent,
  },
  test: {
    usage: 'claw agent test <id> "<task>"',
    takes: 'agent-maybe-text',
    options: ['handshake'],
    load: async () => (await import('./test-agent.ts')).testAgent,
  },
  versions: {
    usage: 'claw agent versions <id>',
    takes: 'agent',
    options: [],
    load: async () => (await import('./agent-versions.ts')).agentVersions,
  },
  restore: {
    usage: 'claw agent restore <id>',
    takes: 'agent',
    options: ['version'],
    load: async () => (await import('./restore-agent.ts')).restoreAgent,
  },
  trash: {
    usage: 'claw agent trash',
    takes: 'nothing',
    options: ['empty', 'yes'],
    load: async () => (await import('./agent-trash.ts')).agentTrash,
  },
} as const satisfies Readonly<Record<string, AgentAction>>

export type AgentActionName = keyof typeof AGENT_ACTIONS

export function isAgentAction(word: string): word is AgentActionName {
  return Object.hasOwn(AGENT_ACTIONS, word)
}
