import type { ApprovalScope } from '../protocol/approval.ts'
import { askedTitle } from './asked-title.ts'
import type { ChangePreview } from './change-preview.ts'
import { changeLines } from './change-preview-text.ts'
import { formatDuration } from './format.ts'
import { grantText } from './grant-text.ts'
import { newAgentFacts } from './new-agent-facts.ts'
import { planFacts } from './plan-facts.ts'
import type { ApprovalRow } from './rows.ts'
import { exactJson, visibleLine } from './shown-text.ts'

/** A request for a person's word, the same in terminal and browser: made from what the host knows, never from the words of an agent. */
export interface ApprovalView {
  readonly title: string
  readonly facts: readonly ApprovalFact[]
  readonly choices: readonly ApprovalChoice[]
}

export interface ApprovalFact {
  readonly label: string
  /** May have several lines when `exact`; all characters are visible ones, and nothing is cut. */
  readonly text: string
  readonly kind: 'plain' | 'exact' | 'why' | 'unverified'
}

export interface ApprovalChoice {
  readonly id: 'deny' | 'deny-why' | 'edit' | 'drop' | ApprovalScope
  readonly label: string
  /** Why it cannot be chosen; empty: it can. */
  readonly refused: string
  /** What would be saved, and what that would and would not match. */
  readonly saves: readonly string[]
}

/** A terminal shows all of it before a yes counts: what is written stands among the arguments as a whole anyway. */
const MOST_LINES = 200
const EACH_TIME = 'this is asked each time'

/** `changes`: what the call would make of files, for faces that have no better place for it. */
export function approvalView(row: ApprovalRow, changes: readonly ChangePreview[] = []): ApprovalView {
  return { title: `Approval ${row.approval_id}: ${askedTitle(row)}`, facts: factsOf(row, changes), choices: choicesOf(row) }
}

function factsOf({ kind, agent_id, facts, args, why, claim }: ApprovalRow, changes: readonly ChangePreview[]): ApprovalFact[] {
  const { folder, sandbox, host } = facts.where
  const role = facts.agent === null ? '' : ` (${visibleLine(facts.agent.role)})`
  return [
    { label: 'agent', text: agent_id === null ? 'claw itself' : `${visibleLine(agent_id)}${role}`, kind: 'plain' },
    ...(ownFacts(kind, args) ?? [exactArguments(args)]),
    ...changeFacts(changes),
    { label: 'why asked', text: visibleLine(why), kind: 'why' },
    { label: 'touches', text: facts.effects.map(visibleLine).join('; ') || 'nothing outside of claw', kind: 'plain' },
    {
      label: 'where',
      text: [`folder ${visibleLine(folder)}`, `sandbox ${sandbox}`, ...(host === null ? [] : [`host ${visibleLine(host)}`])].join(', '),
      kind: 'plain',
    },
    {
      label: kind === 'plan' ? 'reason' : 'agent says',
      text: `(not verified) ${visibleLine(claim) || 'nothing'}`,
      kind: 'unverified',
    },
  ]
}

function ownFacts(kind: ApprovalRow['kind'], args: ApprovalRow['args']): ApprovalFact[] | undefined {
  if (kind === 'create_agent') return newAgentFacts(args)
  return kind === 'plan' ? planFacts(args) : undefined
}

function changeFacts(changes: readonly ChangePreview[]): ApprovalFact[] {
  if (changes.length === 0) return []
  return [{ label: 'changes', text: changes.flatMap((change) => changeLines(change, MOST_LINES)).join('\n'), kind: 'exact' }]
}

function exactArguments(args: ApprovalRow['args']): ApprovalFact {
  return { label: 'arguments', text: exactJson(args), kind: 'exact' }
}

function choicesOf(row: ApprovalRow): ApprovalChoice[] {
  const plain = (id: ApprovalChoice['id'], label: string): ApprovalChoice => ({ id, label, refused: '', saves: [] })
  const no = [plain('deny', 'Deny'), plain('deny-why', 'Deny and tell why')]
  if (row.kind === 'plan') return [...no, plain('once', 'Approve the plan'), plain('edit', 'Edit it'), plain('drop', 'Drop steps')]
  return [
    ...no,
    plain('once', 'Allow once'),
    row.kind === 'create_agent' ? { ...plain('run', 'Allow for this run'), refused: EACH_TIME } : plain('run', 'Allow for this run'),
    windowChoice(row),
    alwaysChoice(row),
  ]
}

function windowChoice({ facts: { grant } }: ApprovalRow): ApprovalChoice {
  const label = `Allow for ${formatWindow(grant?.window_ms ?? 0)}`
  return { id: 'window', label: grant === null ? 'Allow for some minutes' : label, refused: refusal(grant, false), saves: [] }
}

function alwaysChoice(row: ApprovalRow): ApprovalChoice {
  const { grant, where } = row.facts
  const refused = refusal(grant, true)
  if (refused !== '' || grant?.match == null) return { id: 'always', label: 'Always', refused, saves: [] }
  const { covers, matches, leaves } = grantText(grant.match)
  const inside = grant.sandboxed ? ', inside of the OS sandbox only' : ''
  return {
    id: 'always',
    label: 'Always',
    refused,
    saves: [`saves: ${covers}`, `in ${visibleLine(where.folder)}${inside}`, `matches: ${matches}`, `not: ${leaves}; another workspace`],
  }
}

function refusal(grant: ApprovalRow['facts']['grant'], always: boolean): string {
  if (grant === null) return EACH_TIME
  return grant.match !== null && (!always || grant.always) ? '' : grant.reason
}

function formatWindow(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} minute${ms === 60_000 ? '' : 's'}` : formatDuration(ms)
}
