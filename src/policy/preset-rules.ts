import { classifyCommand } from './command/classify-command.ts'
import type { PolicyCall } from './policy-call.ts'
import type { Decision } from './policy-step.ts'

export const PRESET_NAMES = ['readonly', 'workspace', 'trusted'] as const
export type PresetName = (typeof PRESET_NAMES)[number]

/** What the presets tell apart, in words. */
export const PRESET_CASES = {
  read: 'reads files inside the workspace',
  write: 'changes files inside the workspace',
  'exec-sandboxed': 'runs a program inside the OS sandbox',
  'exec-unsandboxed': 'runs a program where no OS sandbox holds',
  'command-read': 'runs commands that only read, inside the OS sandbox',
  'command-network': 'runs a command that needs the network',
  'command-outside': 'runs a command that reaches out of the workspace, or for what may hold secrets',
  'command-destructive': 'runs a command that cannot be undone',
  'command-privileged': 'runs a command that changes the machine or what runs on it',
  'command-unknown': 'runs a command line that hides what it does',
  'network-named': 'reads from a host that the person named in the task',
  network: 'reads from another host',
  'network-change': 'sends something that may change the other end',
  spend: 'may cost money',
} as const satisfies Readonly<Record<string, string>>
export type PresetCase = keyof typeof PRESET_CASES

interface PresetRule {
  readonly decision: Decision
  readonly reason: string
}

const say = (decision: Decision, reason: string): PresetRule => ({ decision, reason })
const READ = say('allow', 'reading inside the workspace')
const NAMED = say('allow', 'the person named this host in the task, and the request only reads')
const UNNAMED = say('ask', 'nobody named this host in the task')
const CHANGES = say('ask', 'the request may change something at the other end')
const TRUSTED = say('allow', 'the trusted policy allows it')
const READS = say('allow', 'the command only reads, inside the OS sandbox')
const GRAVE = say('ask', 'the command does more than work inside the workspace')
const NO_COMMAND = say('deny', 'the readonly policy runs only commands that read, inside the OS sandbox')
const network = { 'network-named': NAMED, network: UNNAMED, 'network-change': CHANGES }

/** The three presets as data: what they decide where no rule of a file does. */
export const PRESETS: Readonly<Record<PresetName, Readonly<Record<PresetCase, PresetRule>>>> = {
  readonly: {
    read: READ,
    write: say('deny', 'the readonly policy allows no write'),
    'exec-sandboxed': NO_COMMAND,
    'exec-unsandboxed': NO_COMMAND,
    'command-read': READS,
    'command-network': NO_COMMAND,
    'command-outside': NO_COMMAND,
    'command-destructive': NO_COMMAND,
    'command-privileged': NO_COMMAND,
    'command-unknown': NO_COMMAND,
    ...network,
    spend: say('deny', 'the readonly policy allows no spend'),
  },
  workspace: {
    read: READ,
    write: say('allow', 'writing inside the workspace'),
    'exec-sandboxed': say('allow', 'runs inside the OS sandbox: workspace writable, no network'),
    'exec-unsandboxed': say('ask', 'no OS sandbox holds on this machine, so the command could do anything that you can do'),
    'command-read': READS,
    'command-network': GRAVE,
    'command-outside': GRAVE,
    'command-destructive': GRAVE,
    'command-privileged': GRAVE,
    'command-unknown': GRAVE,
    ...network,
    spend: say('ask', 'it may cost money'),
  },
  trusted: {
    read: READ,
    write: say('allow', 'writing inside the workspace'),
    'exec-sandboxed': TRUSTED,
    'exec-unsandboxed': TRUSTED,
    'command-read': READS,
    'command-network': TRUSTED,
    'command-outside': TRUSTED,
    'command-destructive': GRAVE,
    'command-privileged': GRAVE,
    'command-unknown': GRAVE,
    'network-named': NAMED,
    network: TRUSTED,
    'network-change': TRUSTED,
    spend: TRUSTED,
  },
}

/** Rules of claw itself, above every preset and every allow of a file. Each of them asks. */
export const STANDING_RULES = {
  'taint.exfiltration': 'the run has read content of strangers and private data, and the call sends something out',
  'manifest.requires_approval_for': 'the manifest of the agent wants a person asked before this tool',
  'paid-api': 'the host is listed in CLOSED_CLAW_PAID_API_PROVIDERS, or the agent announced a price',
  'command.unparsed': 'the command line cannot be read',
} as const satisfies Readonly<Record<string, string>>

export interface PresetFinding {
  readonly what: PresetCase
  /** What about this very call made it so. */
  readonly because?: string
}

export function presetCase(call: PolicyCall, isNamed: (host: string) => boolean): PresetFinding {
  switch (call.effect) {
    case 'exec':
      return execCase(call)
    case 'network':
      if (!call.reads_only) return { what: 'network-change' }
      return { what: call.host !== null && isNamed(call.host) ? 'network-named' : 'network' }
    default:
      return { what: call.effect }
  }
}

/** What a command line amounts to counts more than where it runs: the sandbox protects the machine, not the work inside of the workspace. */
function execCase({ command, sandboxed, workspace }: PolicyCall): PresetFinding {
  const place = sandboxed ? 'exec-sandboxed' : 'exec-unsandboxed'
  if (command === null) return { what: place }
  const verdict = classifyCommand(command, { workspace })
  const kind = verdict.class
  if (kind === 'read') return { what: sandboxed ? 'command-read' : place }
  if (kind === 'write' || kind === 'run') return { what: place }
  return { what: `command-${kind}`, because: verdict.reasons.slice(0, 3).join('; ') }
}
