import { initialSchema } from './migrations/0001-initial.ts'
import { approvalScopes } from './migrations/0002-approval-scopes.ts'
import { fileChanges } from './migrations/0003-file-changes.ts'
import { registryMarks } from './migrations/0004-registry-marks.ts'
import { agentsDisabled } from './migrations/0005-agents-disabled.ts'
import { agentCohesion } from './migrations/0006-agent-cohesion.ts'
import { agentUses } from './migrations/0007-agent-uses.ts'
import { agentGenomes } from './migrations/0008-agent-genomes.ts'
import { agentForms } from './migrations/0009-agent-forms.ts'
import { plans } from './migrations/0010-plans.ts'
import { runPages } from './migrations/0011-run-pages.ts'
import { figures } from './migrations/0012-figures.ts'
import { creations } from './migrations/0013-creations.ts'
import { runTags } from './migrations/0014-run-tags.ts'

/** Forward only. The number is the schema version after it (`PRAGMA user_version`). */
export interface Migration {
  readonly version: number
  readonly sql: string
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, sql: initialSchema },
  { version: 2, sql: approvalScopes },
  { version: 3, sql: fileChanges },
  { version: 4, sql: registryMarks },
  { version: 5, sql: agentsDisabled },
  { version: 6, sql: agentCohesion },
  { version: 7, sql: agentUses },
  { version: 8, sql: agentGenomes },
  { version: 9, sql: agentForms },
  { version: 10, sql: plans },
  { version: 11, sql: runPages },
  { version: 12, sql: figures },
  { version: 13, sql: creations },
  { version: 14, sql: runTags },
]
