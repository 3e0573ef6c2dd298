import type { ErrorCodeInfo } from '../error-code-info.ts'
import { EXIT_CODES as x } from '../exit-codes.ts'

/** Agents. */
export const AGENT_ERRORS = {
  AGENT_INVALID: {
    exit: x.configuration,
    meaning: 'An agent folder is broken: its manifest or skill.md does not validate.',
    fix: 'claw agent <id> names the reason.',
  },
  AGENT_CREATION_DENIED: {
    exit: x.denied,
    meaning: 'No agent fits and the creation of a new one was denied.',
    fix: 'claw run ... --create-approval-mode approve',
  },
  AGENT_LIMIT: {
    exit: x.limit,
    meaning: 'The run would need more agents than CLOSED_CLAW_MAX_AGENTS_PER_RUN.',
    fix: 'Raise CLOSED_CLAW_MAX_AGENTS_PER_RUN, then: claw resume <run>',
  },
  AGENT_CHANGED: {
    exit: x.tryAgain,
    meaning: 'The agent was changed by somebody else while it was being edited; nothing was overwritten.',
    fix: 'claw agent edit <id>',
  },
  EDITOR_FAILED: {
    exit: x.failed,
    meaning: 'The editor could not be started, or ended with an error; the agent stays as it was.',
    fix: 'EDITOR=nano claw agent edit <id>',
  },
  AGENT_DISABLED: {
    exit: x.usage,
    meaning: 'The named agent is disabled: it is given no work.',
    fix: 'claw agent enable <id>',
  },
  AGENT_SHIPPED: {
    exit: x.usage,
    meaning: 'A shipped agent is part of the package and cannot be deleted.',
    fix: 'claw agent disable <id>. Only agents in .closed_claw/agents or CLOSED_CLAW_AGENTS_DIR can be deleted.',
  },
} as const satisfies Record<string, ErrorCodeInfo>
