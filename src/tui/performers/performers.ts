import type { PlaceName } from '../../view/menu/destination.ts'
import type { Performer } from '../performer.ts'

/** Loaded when a screen asks for something for the first time. */
export const PERFORMERS: { readonly [Place in PlaceName]: () => Promise<Performer<Place>> } = {
  home: async () => (await import('./perform-home.ts')).performHome,
  runs: async () => (await import('./perform-runs.ts')).performRuns,
  run: async () => (await import('./perform-run.ts')).performRun,
  tools: async () => (await import('./perform-tools.ts')).performTools,
  tool: async () => (await import('./perform-tool.ts')).performTool,
  approvals: async () => (await import('./perform-approvals.ts')).performApprovals,
  approval: async () => (await import('./perform-approval.ts')).performApproval,
  audit: async () => (await import('./perform-audit.ts')).performAudit,
  'audit-record': async () => (await import('./perform-audit-record.ts')).performAuditRecord,
  agents: async () => (await import('./perform-agents.ts')).performAgents,
  agent: async () => (await import('./perform-agent.ts')).performAgent,
  'agent-new': async () => (await import('./perform-agent-new.ts')).performAgentNew,
  'agent-edit': async () => (await import('./perform-agent-edit.ts')).performAgentEdit,
  'agent-test': async () => (await import('./perform-agent-test.ts')).performAgentTest,
  why: async () => (await import('./perform-why.ts')).performWhy,
  skills: async () => (await import('./perform-skills.ts')).performSkills,
  skill: async () => (await import('./perform-skill.ts')).performSkill,
  plan: async () => (await import('./perform-plan.ts')).performPlan,
  grants: async () => (await import('./perform-grants.ts')).performGrants,
  settings: async () => (await import('./perform-settings.ts')).performSettings,
  setup: async () => (await import('./perform-setup.ts')).performSetup,
  memory: async () => (await import('./perform-memory.ts')).performMemory,
  'agent-memory': async () => (await import('./perform-agent-memory.ts')).performAgentMemory,
  models: async () => (await import('./perform-models.ts')).performModels,
  secrets: async () => (await import('./perform-secrets.ts')).performSecrets,
  policy: async () => (await import('./perform-policy.ts')).performPolicy,
  web: async () => (await import('./perform-web.ts')).performWeb,
  doctor: async () => (await import('./perform-doctor.ts')).performDoctor,
}
