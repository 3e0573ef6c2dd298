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
const network = { 'network-named': NAMED, network: UNNAMED, 'network-change': CHANGES }

/** The three presets as data: what they decide where no rule of a file does. */
export const PRESETS: Readonly<Record<PresetName, Readonly<Record<PresetCase, PresetRule>>>> = {
  readonly: {
    read: READ,
    write: say('deny', 'the readonly policy allows no write'),
    'exec-sandboxed': say('deny', 'the readonly policy allows no exec'),
    'exec-unsandboxed': say('deny', 'the readonly policy allows no exec'),
    ...network,
    spend: say('deny', 'the readonly policy allows no spend'),
  },
  workspace: {
    read: READ,
    write: say('allow', 'writing inside the workspace'),
    'exec-sandboxed': say('allow', 'runs inside the OS sandbox: workspace writable, no network'),
    'exec-unsandboxed': say('ask', 'no OS sandbox holds on this machine, so the command could do anything that you can do'),
    ...network,
    spend: say('ask', 'it may cost money'),
  },
  trusted: {
    read: READ,
    write: say('allow', 'writing inside the workspace'),
    'exec-sandboxed': TRUSTED,
    'exec-unsandboxed': TRUSTED,
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
  'paid-api': 'the host is listed in CLOSED_CLAW_PAID_API_PROVIDERS',
  'command.unparsed': 'the command line cannot be read',
} as const satisfies Readonly<Record<string, string>>

export function presetCase(call: PolicyCall, isNamed: (host: string) => boolean): PresetCase {
  switch (call.effect) {
    case 'exec':
      return call.sandboxed ? 'exec-sandboxed' : 'exec-unsandboxed'
    case 'network':
      if (!call.reads_only) return 'network-change'
      return call.host !== null && isNamed(call.host) ? 'network-named' : 'network'
    default:
      return call.effect
  }
}
