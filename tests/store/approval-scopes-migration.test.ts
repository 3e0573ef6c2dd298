import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openConnection } from '../../src/store/connection.ts'
import { migrate } from '../../src/store/migrate.ts'
import { MIGRATIONS } from '../../src/store/migrations.ts'
import { openStore } from '../../src/store/open-store.ts'
import { RUN, storeOptions } from './store-fixture.ts'

test('approvals of the first schema are kept, with what is known about them', () => {
  const dir = mkdtempSync(join(tmpdir(), 'claw-migrate-'))
  const options = storeOptions(dir)
  const connection = openConnection(options.path)
  migrate(connection, { migrations: MIGRATIONS.slice(0, 1), isAlive: () => false })
  connection.db
    .prepare(
      `INSERT INTO runs (run_id, task, session_id, actor, origin, workspace, engine, status, options, created_at, updated_at, claw_version)
       VALUES (?, 't', 's', 'user:a', 'cli', '/w', 'rules', 'waiting', '{}', 1, 1, '0.1.0')`,
    )
    .run(RUN)
  connection.db
    .prepare(
      `INSERT INTO approvals (approval_id, run_id, subtask_id, attempt, kind, args_hash, args, summary, why, claim, options, status, scope, consumed,
         created_at, expires_at)
       VALUES ('aaaaaaaaaaaa', ?, 's1', 1, 'tool', 'h', '{}', 's', 'w', 'c', '[]', 'approved', 'run', 0, 1, 2)`,
    )
    .run(RUN)
  connection.db.close()
  const store = openStore(options)
  expect(store.approvals.get('aaaaaaaaaaaa')).toMatchObject({
    status: 'approved',
    scope: 'run',
    consumed: false,
    facts: { agent: null, where: { folder: '/w', sandbox: 'unknown', host: null }, effects: [], grant: null, announces: null },
  })
  store.close()
  rmSync(dir, { recursive: true, force: true })
})
