import type { AgentPermissions } from '../../permission-rows.ts'
import type { Line } from '../span.ts'
import { factLine } from './detail-lines.ts'

const DECISIONS = [
  { decision: 'deny', as: 'bad' },
  { decision: 'ask', as: 'warn' },
  { decision: 'allow', as: 'good' },
] as const

/** What an agent may do in a few lines, what it may not first. */
export function permissionLines({ rows, policy }: AgentPermissions): Line[] {
  if (rows.length === 0) return [factLine('tools', 'none: it can only think and answer')]
  const lines = DECISIONS.flatMap(({ decision, as }) => {
    const calls = rows.filter((row) => row.decision === decision).map(({ tool, call }) => `${tool} ${call}`)
    return calls.length === 0 ? [] : [factLine(decision, calls.join('; '), as)]
  })
  return [factLine('policy', policy), ...lines]
}
