import { visibleLine, visibleText } from '../kernel/visible-text.ts'
import { resultText } from './result-text.ts'
import type { TestedAgent } from './tested-agent.ts'

export interface HandshakeRow {
  readonly agent_id: string
  readonly ok: boolean
  readonly sandbox: string
  readonly command: readonly string[]
  readonly seen: readonly string[]
  readonly code: string | null
  readonly problem: string | null
  readonly line: string | null
  readonly stderr: string
  readonly exit: string | null
}

/** A verdict, then what it rests on. */
export function agentTestText(tested: TestedAgent): string {
  const { routing } = tested
  const score = routing.score === null ? 'not among the candidates' : routing.score.toFixed(2)
  const rows: [string, string][] = [
    [tested.passed ? 'passed' : 'failed', `${tested.agent_id}: ${tested.status ?? 'no run'}`],
    [
      'routing',
      routing.chosen
        ? `it would be given this task (${score}, threshold ${routing.threshold})`
        : `it would NOT be given this task (${score}): ${routing.reason}`,
    ],
    [
      'program',
      tested.capsules.map(({ sandbox, exit }) => `started in ${sandbox}, ${exit ?? 'still running'}`).join('; ') || 'was not started',
    ],
    [
      'tools',
      tested.tools.map(({ tool, ok, failed }) => `${tool} ${ok} well${failed > 0 ? `, ${failed} failed` : ''}`).join('; ') || 'none used',
    ],
    ['model', tested.model_calls === 0 ? 'not asked' : `${tested.model_calls} calls`],
    ...tested.failures.map(({ code, message }): [string, string] => ['failure', `${code}: ${message}`]),
    ...(tested.run_id === null ? [] : [['run', `claw watch ${tested.run_id.slice(0, 4)}`] as [string, string]]),
  ]
  const answer = tested.result === null ? '' : `\n\n${visibleText(resultText(tested.result))}`
  return `${lines(rows)}${answer}`
}

/** What the author of a program has to know about its conversation. */
export function handshakeText(done: HandshakeRow): string {
  const rows: [string, string][] = [
    [
      done.ok ? 'passed' : 'failed',
      `${done.agent_id}: ${done.ok ? 'its program speaks the protocol' : `${done.code}: ${done.problem ?? ''}`}`,
    ],
    ['program', `${done.command.join(' ') || 'was not started'} (sandbox: ${done.sandbox})`],
    ['said', done.seen.join(', ') || 'nothing'],
    ...(done.ok && done.problem !== null ? [['note', done.problem] as [string, string]] : []),
    ...(done.line === null ? [] : [['line', done.line] as [string, string]]),
    ...(done.exit === null ? [] : [['ended', done.exit] as [string, string]]),
    ...(done.stderr.trim() === '' || done.ok ? [] : [['stderr', done.stderr.trim().slice(-1000)] as [string, string]]),
    ...(done.ok ? [] : [['protocol', 'docs/PROTOCOL.md; a program that works: claw agent new --template python'] as [string, string]]),
  ]
  return lines(rows)
}

function lines(rows: readonly (readonly [string, string])[]): string {
  return rows.map(([label, text]) => `${label.padEnd(10)}${visibleLine(text)}`).join('\n')
}
