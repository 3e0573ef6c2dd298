import type { ApprovalFacts } from '../../src/protocol/approval.ts'

/** What a host could know about a request. */
export const APPROVAL_FACTS: ApprovalFacts = {
  agent: { name: 'X', role: 'does x' },
  where: { folder: '/w', sandbox: 'bwrap', host: null },
  effects: ['processes'],
  grant: {
    match: { by: 'arguments', tool: 'terminal', args_hash: 'a'.repeat(64) },
    always: true,
    reason: '',
    window_ms: 600_000,
    sandboxed: true,
  },
  announces: null,
  answer_within_ms: null,
}
