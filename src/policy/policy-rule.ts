import * as z from 'zod'
import type { ToolEffect } from '../protocol/messages.ts'

const effects = ['read', 'write', 'exec', 'network', 'spend'] as const satisfies readonly ToolEffect[]

/**
 * One rule of a policy file. What is left out matches everything; hosts are `host` (any port), `host:port` or `*.domain`.
 * Only a rule that names host and port opens a private or loopback address.
 */
export const policyRuleSchema = z.strictObject({
  id: z.string().min(1).max(80),
  decision: z.enum(['allow', 'ask', 'deny']),
  tools: z.array(z.string()).optional(),
  effects: z.array(z.enum(effects)).optional(),
  hosts: z.array(z.string().min(1).max(260)).optional(),
  agents: z.array(z.string()).optional(),
  reason: z.string().max(500).optional(),
})

/** `$XDG_CONFIG_HOME/closed-claw/policy.json`; a workspace's `.closed_claw/policy.json` has the same form and may only narrow. */
export const policyFileSchema = z.strictObject({ version: z.literal(1), rules: z.array(policyRuleSchema) })

export interface PolicyRule extends z.infer<typeof policyRuleSchema> {
  /** The file that it stands in. */
  readonly origin: string
}
