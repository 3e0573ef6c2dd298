import { z } from '@hono/zod-openapi'
import type {
  AgentTexts,
  DeletedAgent,
  EditableAgent,
  EditPreview,
  PromotedAgent,
  SavedAgent,
  TrashedAgent,
} from '../../../src/app/agents/agent-edit-port.ts'
import type { Accepted, EntrypointChange } from '../../../src/app/app-port.ts'
import type { AgentVersionRow } from '../../../src/view/agent-care-rows.ts'
import type { AgentPermissions } from '../../../src/view/permission-rows.ts'

const names = z.array(z.string())
const file = z.enum(['manifest.json', 'skill.md'])
const line = z.number().nullable().openapi({ description: 'From 1; null where no line is to blame.' })

export const agentTextsSchema = z
  .strictObject({ manifest: z.string(), skill: z.string() })
  .openapi('AgentTexts') satisfies z.ZodType<AgentTexts>

export const editableAgentSchema: z.ZodType<EditableAgent> = z
  .object({
    agent_id: z.string(),
    folder: z.string(),
    manifest: z.string(),
    skill: z.string(),
    digest: z.string(),
    problems: names,
    copy_to: z.string().nullable().openapi({ description: 'Where a copy of a shipped agent would go, which then stands in for it.' }),
  })
  .openapi('EditableAgent')

export const entrypointChangeSchema: z.ZodType<EntrypointChange> = z
  .object({ agent_id: z.string(), folder: z.string(), change: z.string(), applied: z.boolean() })
  .openapi('EntrypointChange')

export const lintFindingSchema: z.ZodType<EditPreview['warnings'][number]> = z
  .object({ level: z.enum(['problem', 'warning']), rule: z.string(), file: file.nullable(), line, message: z.string() })
  .openapi('LintFinding')

export const editPreviewSchema: z.ZodType<EditPreview> = z
  .object({
    problems: z.array(z.object({ file, line, field: z.string().nullable(), message: z.string() })),
    warnings: z.array(lintFindingSchema),
    widens: names.openapi({ description: 'What it could do more than now: saving says yes to it.' }),
  })
  .openapi('EditPreview')

export const savedAgentSchema: z.ZodType<SavedAgent> = z
  .object({
    agent_id: z.string(),
    folder: z.string(),
    changed: z.boolean(),
    digest_before: z.string(),
    digest_after: z.string(),
    what: z.string(),
    version_kept: z.number().nullable(),
    copied_from: z.string().nullable(),
    still_asks: names,
    untrusted: z.boolean(),
  })
  .openapi('SavedAgent')

export const agentVersionSchema: z.ZodType<AgentVersionRow> = z
  .object({ version: z.number(), at: z.string(), by: z.string(), why: z.string(), digest: z.string() })
  .openapi('AgentVersion')

export const permissionsSchema: z.ZodType<AgentPermissions> = z
  .object({
    policy: z.string(),
    sandbox: z.string(),
    rows: z.array(
      z.object({
        tool: z.string(),
        call: z.string(),
        decision: z.enum(['allow', 'ask', 'deny']),
        rule: z.string(),
        reason: z.string(),
      }),
    ),
  })
  .openapi('AgentPermissions')

export const deletedAgentSchema: z.ZodType<DeletedAgent> = z
  .object({ agent_id: z.string(), folder: z.string(), trash: z.string(), kept_days: z.number() })
  .openapi('DeletedAgent')

export const trashedAgentSchema: z.ZodType<TrashedAgent> = z
  .object({ agent_id: z.string(), deleted_at: z.number(), name: z.string(), folder: z.string() })
  .openapi('TrashedAgent')

export const promotedAgentSchema: z.ZodType<PromotedAgent> = z
  .object({
    agent_id: z.string(),
    folder: z.string(),
    from: z.string(),
    version_kept: z.number().nullable(),
    hidden_by: z.string().nullable(),
  })
  .openapi('PromotedAgent')

/** A thing that a person takes as it is: `digest` is that of what they have looked at. */
export const acceptanceSchema = z.strictObject({ digest: z.string().max(128) })
export const acceptedSchema: z.ZodType<Accepted> = z
  .object({ id: z.string(), folder: z.string(), digest: z.string(), what: names })
  .openapi('Accepted')
