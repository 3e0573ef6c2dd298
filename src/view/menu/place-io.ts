import type { PlaceName } from './destination.ts'
import type { AgentData, AgentEffect } from './places/agent/agent-io.ts'
import type { AgentEditData, AgentEditEffect } from './places/agent-edit/agent-edit-io.ts'
import type { AgentMemoryData, AgentMemoryEffect } from './places/agent-memory/agent-memory-io.ts'
import type { AgentNewData, AgentNewEffect } from './places/agent-new/agent-new-io.ts'
import type { AgentTestData, AgentTestEffect } from './places/agent-test/agent-test-io.ts'
import type { AgentsData, AgentsEffect } from './places/agents/agents-io.ts'
import type { ApprovalData, ApprovalEffect } from './places/approval/approval-io.ts'
import type { ApprovalsData, ApprovalsEffect } from './places/approvals/approvals-io.ts'
import type { AuditData, AuditEffect } from './places/audit/audit-io.ts'
import type { AuditRecordData, AuditRecordEffect } from './places/audit-record/audit-record-io.ts'
import type { DoctorData, DoctorEffect } from './places/doctor/doctor-io.ts'
import type { GrantsData, GrantsEffect } from './places/grants/grants-io.ts'
import type { HomeData, HomeEffect } from './places/home/home-io.ts'
import type { MemoryData, MemoryEffect } from './places/memory/memory-io.ts'
import type { ModelsData, ModelsEffect } from './places/models/models-io.ts'
import type { PlanData, PlanEffect } from './places/plan/plan-io.ts'
import type { PolicyData, PolicyEffect } from './places/policy/policy-io.ts'
import type { RunData, RunEffect } from './places/run/run-io.ts'
import type { RunsData, RunsEffect } from './places/runs/runs-io.ts'
import type { SecretsData, SecretsEffect } from './places/secrets/secrets-io.ts'
import type { SettingsData, SettingsEffect } from './places/settings/settings-io.ts'
import type { SetupData, SetupEffect } from './places/setup/setup-io.ts'
import type { SkillData, SkillEffect } from './places/skill/skill-io.ts'
import type { SkillsData, SkillsEffect } from './places/skills/skills-io.ts'
import type { ToolData, ToolEffect } from './places/tool/tool-io.ts'
import type { ToolsData, ToolsEffect } from './places/tools/tools-io.ts'
import type { WebData, WebEffect } from './places/web/web-io.ts'
import type { WhyData, WhyEffect } from './places/why/why-io.ts'

/** What each screen asks of the world, and what it is told. Carried out by the performer of the same name in src/tui/performers. */
export interface PlaceIo extends Record<PlaceName, { effect: unknown; data: unknown }> {
  home: { effect: HomeEffect; data: HomeData }
  runs: { effect: RunsEffect; data: RunsData }
  run: { effect: RunEffect; data: RunData }
  tools: { effect: ToolsEffect; data: ToolsData }
  tool: { effect: ToolEffect; data: ToolData }
  approvals: { effect: ApprovalsEffect; data: ApprovalsData }
  approval: { effect: ApprovalEffect; data: ApprovalData }
  audit: { effect: AuditEffect; data: AuditData }
  'audit-record': { effect: AuditRecordEffect; data: AuditRecordData }
  agents: { effect: AgentsEffect; data: AgentsData }
  agent: { effect: AgentEffect; data: AgentData }
  'agent-new': { effect: AgentNewEffect; data: AgentNewData }
  'agent-edit': { effect: AgentEditEffect; data: AgentEditData }
  'agent-test': { effect: AgentTestEffect; data: AgentTestData }
  why: { effect: WhyEffect; data: WhyData }
  skills: { effect: SkillsEffect; data: SkillsData }
  skill: { effect: SkillEffect; data: SkillData }
  plan: { effect: PlanEffect; data: PlanData }
  grants: { effect: GrantsEffect; data: GrantsData }
  settings: { effect: SettingsEffect; data: SettingsData }
  setup: { effect: SetupEffect; data: SetupData }
  memory: { effect: MemoryEffect; data: MemoryData }
  'agent-memory': { effect: AgentMemoryEffect; data: AgentMemoryData }
  models: { effect: ModelsEffect; data: ModelsData }
  secrets: { effect: SecretsEffect; data: SecretsData }
  policy: { effect: PolicyEffect; data: PolicyData }
  web: { effect: WebEffect; data: WebData }
  doctor: { effect: DoctorEffect; data: DoctorData }
}
