import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection } from '../../src/store/connection.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import { RUN, storeOptions } from './store-fixture.ts'

test('what agents did before their uses were kept stays, what was not counted is unknown, and nothing is credited twice', () => {
  const dir = mkdtempSync(join(tmpdir(), 'claw-migrate-'))
  const options = storeOptions(dir)
  const connection = openConnection(options.path)
  migrate(connection, { migrations: MIGRATIONS.filter(({ sql }) => !sql.includes('agent_uses')).slice(0, 6), isAlive: () => false })
  connection.db.exec(`
    INSERT INTO runs (run_id, task, session_id, actor, origin, workspace, engine, status, options, created_at, updated_at, claw_version)
      VALUES ('${RUN}', 't', 's', 'user:a', 'cli', '/w', 'model', 'completed', '{}', 1, 1, '0.1.0');
    INSERT INTO subtasks (run_id, subtask_id, position, spec, status, attempt) VALUES ('${RUN}', 's1', 0, '{}', 'succeeded', 2);
    INSERT INTO subtasks (run_id, subtask_id, position, spec, status, attempt) VALUES ('${RUN}', 's2', 1, '{}', 'running', 1);
    INSERT INTO events (run_id, seq, at, actor, type, subtask_id, data) VALUES ('${RUN}', 1, '2026-01-02T03:04:05.000Z', 'claw', 'agent.credited', 's1',
      '{"agent_id":"a","success":true,"duration_ms":1500,"tool_calls":3,"input_tokens":10,"output_tokens":5,"status":"active"}');
    INSERT INTO agent_metrics VALUES ('a', 9, 7, 4500.0, 10, 5, 1767323045000);
    INSERT INTO agent_metrics VALUES ('r', 1, 1, 50.0, 0, 0, 1767323045000);`)
  connection.db.close()
  const store = openStore(options)
  expect(store.agentRecords.get('a')).toMatchObject({ runs: 9, successes: 7, failures: 2, unpriced_calls: 9, recent_successes: 1 })
  expect(store.agentRecords.get('r')).toMatchObject({ runs: 1, unpriced_calls: 0 })
  expect(store.agentRecords.uses('a', 9)).toMatchObject([
    {
      subtask_id: 's1',
      attempt: 2,
      outcome: 'success',
      ms: 1500,
      cost_usd: null,
      tool_calls: 3,
      at: Date.parse('2026-01-02T03:04:05.000Z'),
    },
  ])
  expect([...store.agentRecords.creditedAttempts(RUN)]).toEqual([
    ['s1', 2],
    ['s2', 0],
  ])
  store.close()
  rmSync(dir, { recursive: true, force: true })
})
