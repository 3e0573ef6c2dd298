import type { Grant } from '../../../src/policy/grants/grant.ts'
import type { GrantSubject } from '../../../src/policy/grants/grant-subject.ts'

export const HASH = 'a'.repeat(64)

export function someGrant(more: Partial<Grant> = {}): Grant {
  return {
    id: 'g_000000000000',
    scope: 'always',
    workspace: '/w',
    match: { by: 'arguments', tool: 'terminal', args_hash: HASH },
    sandboxed: false,
    by: 'user:a',
    why: 'ls',
    approval_id: 'b'.repeat(12),
    run_id: 'c'.repeat(12),
    created_at: 0,
    expires_at: null,
    ...more,
  }
}

export function someCall(more: Partial<GrantSubject> = {}): GrantSubject {
  return {
    tool: 'terminal',
    args: { cmd: 'ls' },
    args_hash: HASH,
    workspace: '/w',
    host: null,
    reads_only: false,
    sandboxed: false,
    ...more,
  }
}
