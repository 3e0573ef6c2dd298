import * as z from 'zod/mini'
import type { ToolEffect } from '../protocol/messages.ts'

const effects = ['read', 'write', 'exec', 'network', 'spend'] as const satisfies readonly ToolEffect[]
const word = z.string().check(z.minLength(1), z.maxLength(260))
const pattern = z.string().check(z.minLength(1), z.maxLength(4096))
const many = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.minLength(1), z.maxLength(500))
const usd = z.number().check(z.gte(0))

/** A call in short, as an example of what a rule matches: only what is said counts. */
export const policyExampleSchema = z.strictObject({
  tool: z.optional(word),
  effect: z.optional(z.enum(effects)),
  agent: z.optional(word),
  command: z.optional(z.string().check(z.maxLength(30_000))),
  path: z.optional(pattern),
  access: z.optional(z.enum(['read', 'write'])),
  host: z.optional(word),
  method: z.optional(word),
  amount_usd: z.optional(usd),
})
export type PolicyExample = z.infer<typeof policyExampleSchema>

/** One rule of a policy file. What is left out matches everything; docs/POLICY.md says what each condition means. */
export const policyRuleSchema = z.strictObject({
  id: z.string().check(z.minLength(1), z.maxLength(80), z.regex(/^[\w.@-]+$/)),
  decision: z.enum(['allow', 'ask', 'deny']),
  tools: z.optional(many(word)),
  effects: z.optional(many(z.enum(effects))),
  agents: z.optional(many(word)),
  /** Words of a parsed command: `git push **`. */
  commands: z.optional(many(pattern)),
  /** Globs over real paths: relative ones are inside the workspace, `~/` and absolute ones are as they stand. */
  paths: z.optional(many(pattern)),
  /** With `paths`: only reading, or only writing. */
  access: z.optional(z.enum(['read', 'write'])),
  /** `host` (any port), `host:port` or `*.domain`. Only one that names host and port opens a private or loopback address. */
  hosts: z.optional(many(word)),
  methods: z.optional(many(word)),
  amount_usd: z.optional(z.strictObject({ over: z.optional(usd), up_to: z.optional(usd) })),
  reason: z.optional(z.string().check(z.maxLength(500))),
  /** Checked whenever the file is read: a rule that does not do what its examples say is an error. */
  examples: z.optional(
    z.strictObject({ match: z.optional(z.array(policyExampleSchema)), not_match: z.optional(z.array(policyExampleSchema)) }),
  ),
})
export type PolicyRuleText = z.infer<typeof policyRuleSchema>

/** `$XDG_CONFIG_HOME/closed-claw/policy.json`; a workspace's `.closed_claw/policy.json` has the same form and may only narrow. */
export const policyFileSchema = z.strictObject({ version: z.literal(1), rules: z.array(policyRuleSchema).check(z.maxLength(2000)) })

export interface PolicyRule extends PolicyRuleText {
  /** The file that it stands in. */
  readonly origin: string
}
