import type { ScreenDefinition } from './define-screen.ts'
import type { PlaceName } from './destination.ts'
import { agentScreen } from './places/agent/agent-screen.ts'
import { agentEditScreen } from './places/agent-edit/agent-edit-screen.ts'
import { agentMemoryScreen } from './places/agent-memory/agent-memory-screen.ts'
import { agentNewScreen } from './places/agent-new/agent-new-screen.ts'
import { agentTestScreen } from './places/agent-test/agent-test-screen.ts'
import { agentsScreen } from './places/agents/agents-screen.ts'
import { approvalScreen } from './places/approval/approval-screen.ts'
import { approvalsScreen } from './places/approvals/approvals-screen.ts'
import { auditScreen } from './places/audit/audit-screen.ts'
import { auditRecordScreen } from './places/audit-record/audit-record-screen.ts'
import { doctorScreen } from './places/doctor/doctor-screen.ts'
import { grantsScreen } from './places/grants/grants-screen.ts'
import { homeScreen } from './places/home/home-screen.ts'
import { memoryScreen } from './places/memory/memory-screen.ts'
import { modelsScreen } from './places/models/models-screen.ts'
import { planScreen } from './places/plan/plan-screen.ts'
import { policyScreen } from './places/policy/policy-screen.ts'
import { runScreen } from './places/run/run-screen.ts'
import { runsScreen } from './places/runs/runs-screen.ts'
import { secretsScreen } from './places/secrets/secrets-screen.ts'
import { settingsScreen } from './places/settings/settings-screen.ts'
import { setupScreen } from './places/setup/setup-screen.ts'
import { skillScreen } from './places/skill/skill-screen.ts'
import { skillsScreen } from './places/skills/skills-screen.ts'
import { toolScreen } from './places/tool/tool-screen.ts'
import { toolsScreen } from './places/tools/tools-screen.ts'
import { webScreen } from './places/web/web-screen.ts'
import { whyScreen } from './places/why/why-screen.ts'

/** Every screen, in the order of docs/MENU.md. */
export const PLACES: Readonly<Record<PlaceName, ScreenDefinition>> = {
  home: homeScreen,
  runs: runsScreen,
  run: runScreen,
  tools: toolsScreen,
  tool: toolScreen,
  approvals: approvalsScreen,
  approval: approvalScreen,
  audit: auditScreen,
  'audit-record': auditRecordScreen,
  agents: agentsScreen,
  agent: agentScreen,
  'agent-new': agentNewScreen,
  'agent-edit': agentEditScreen,
  'agent-test': agentTestScreen,
  why: whyScreen,
  skills: skillsScreen,
  skill: skillScreen,
  plan: planScreen,
  grants: grantsScreen,
  settings: settingsScreen,
  setup: setupScreen,
  memory: memoryScreen,
  'agent-memory': agentMemoryScreen,
  models: modelsScreen,
  secrets: secretsScreen,
  policy: policyScreen,
  web: webScreen,
  doctor: doctorScreen,
}
