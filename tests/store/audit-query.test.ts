import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditQuery } from '../../src/store/audit-query.ts'
import { RUN, type StoreFixture, storeFixture, testClock } from './store-fixture.ts'

const START = 1_800_000_000_000
const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString()
const clock = testClock(START)
let fixture: StoreFixture

beforeAll(() => {
  fixture = storeFixture({ clock })
  const { audit } = fixture.store
  const call = { run_id: RUN, subtask_id: 's1', agent_id: 'scout', actor: 'agent:scout', action: 'tool.call' }
  audit.append({ actor: 'user:me', action: 'run.started', target: RUN, run_id: RUN })
  clock.advance(60_000)
  audit.append({ ...call, target: 'file_io', decision: 'allow', rule: 'workspace.read', args_hash: 'aa' })
  clock.advance(60_000)
  audit.append({
    ...call,
    target: 'terminal',
    decision: 'ask',
    rule: 'no-push (/home/me/policy.json)',
    args_hash: 'bb',
    reason: 'GIT push',
  })
  audit.append({ actor: 'user:me', action: 'approval.decided', target: 'ap1', run_id: RUN, decision: 'approved', args_hash: 'bb' })
  clock.advance(60_000)
  audit.append({
    actor: 'web',
    action: 'web.refused',
    target: 'GET /api/runs',
    decision: 'deny',
    rule: 'web.host',
    detail: { host: 'evil' },
  })
  audit.append({ actor: 'user:me', action: 'tooling.changed', target: 'file_iox', rule: 'workspaces' })
})
afterAll(() => fixture.dispose())

test.each<[string, Omit<AuditQuery, 'limit'>, number[]]>([
  ['everything, newest first', {}, [6, 5, 4, 3, 2, 1]],
  ['oldest first', { order: 'oldest' }, [1, 2, 3, 4, 5, 6]],
  ['a run', { run_id: RUN }, [4, 3, 2, 1]],
  ['an agent', { agent_id: 'scout' }, [3, 2]],
  ['an actor', { actor: 'user:me' }, [6, 4, 1]],
  ['an action', { action: 'tool.call' }, [3, 2]],
  ['a family of actions, and not its namesake', { action: 'tool' }, [3, 2]],
  ['a family of rules', { rule: 'workspace' }, [2]],
  ['a rule without its origin', { rule: 'no-push' }, [3]],
  ['a tool', { target: 'file_io' }, [2]],
  ['a decision', { decision: 'deny' }, [5]],
  ['one call', { args_hash: 'bb' }, [4, 3]],
  ['since', { since: at(2) }, [6, 5, 4, 3]],
  ['until, not included', { until: at(2) }, [2, 1]],
  ['text in the reason, whatever its case', { text: 'git PUSH' }, [3]],
  ['text in the detail', { text: 'evil' }, [5]],
  ['text is no pattern', { text: '%' }, []],
  ['text is no SQL', { text: "' OR 1=1 --" }, []],
  ['several at once', { run_id: RUN, action: 'tool', decision: 'ask' }, [3]],
  ['a page', { order: 'oldest', after: 2, before: 5 }, [3, 4]],
])('%s', (_, query, found) => {
  expect(fixture.store.audit.list({ ...query, limit: 100 }).map(({ n }) => n)).toEqual(found)
})

test('one record', () => {
  expect(fixture.store.audit.get(3)).toMatchObject({ n: 3, target: 'terminal' })
  expect(fixture.store.audit.get(7)).toBeUndefined()
})
