import { ClawError } from '../kernel/claw-error.ts'
import { type Clock, isoTime } from '../kernel/clock.ts'
import { type Manifest, manifestSchema } from '../protocol/manifest.ts'
import type { AgentProfile } from './agent-profile.ts'

export interface NewManifest {
  readonly agent_id: string
  readonly profile: AgentProfile
  readonly created_by: string
  readonly lineage?: readonly string[]
  /** The command of a program of its own. */
  readonly command?: readonly string[]
  readonly clock: Clock
}

/** The manifest of a new agent. Throws AGENT_INVALID. */
export function newManifest({ agent_id, profile, created_by, lineage, command, clock }: NewManifest): Manifest {
  const { name, description, tags, tools, skill_ids, examples } = profile
  const manifest = manifestSchema.safeParse({
    agent_id,
    name,
    description,
    tags,
    tools_allowlist: [...new Set(tools)],
    skill_ids,
    examples,
    entrypoint: command === undefined ? 'builtin' : { command: [...command] },
    requires_approval_for: [],
    version: '1.0.0',
    created_at: isoTime(clock.now()),
    created_by,
    ...(lineage === undefined ? {} : { lineage: [...lineage] }),
  })
  if (manifest.success) return manifest.data
  const issue = manifest.error.issues[0]
  throw new ClawError('AGENT_INVALID', `The profile of '${name}' is not valid: ${issue?.path.join('.')}: ${issue?.message}`)
}
