import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import type { SettingKind } from '../../src/config/setting-kinds.ts'
import { SETTINGS } from '../../src/config/settings.ts'

/** RELIABILITY 26: the `.env` of a cloned repository. A new setting that guards something must say 'no'; this is where that is noticed. */
let root: string
let workspace: string
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'claw-hostile-')))
  workspace = join(root, 'work')
  mkdirSync(join(workspace, '.closed_claw'), { recursive: true })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const load = (dotEnv: string) => {
  writeFileSync(join(workspace, '.env'), dotEnv)
  return loadConfig({ env: { HOME: join(root, 'home') }, cwd: workspace })
}

// Only shortens how long an answer is waited for; then it is a no.
const HARMLESS = ['CLOSED_CLAW_API_APPROVAL_TIMEOUT_SEC']
const GUARDS =
  /APPROVAL|POLICY|SANDBOX|CONTAINER|RUNTIME|IMAGE|GRANT|SECRET|KEYRING|UNDO|ALLOWED|PAID|CRASHPOINT|RULES_FIRST|AGENTS_DIR|SQLITE_VEC_PATH|PROXY/

test('what guards something is not for a workspace to set, and no path of its leads out', () => {
  const guards = SETTINGS.filter(
    ({ name, group, type }) => group === 'approvals and safety' || (GUARDS.test(name) && type.kind !== 'secret'),
  )
  const open = guards.filter(({ name, workspaceEnv }) => workspaceEnv === 'yes' && !HARMLESS.includes(name)).map(({ name }) => name)
  expect(open).toEqual([])
  const paths = SETTINGS.filter(({ type, workspaceEnv }) => type.kind === 'path' && workspaceEnv === 'yes').map(({ name }) => name)
  expect(paths).toEqual([])
  const servers = SETTINGS.filter(({ type, workspaceEnv }) => type.kind === 'url' && workspaceEnv === 'yes').map(({ name }) => name)
  expect(servers).toEqual([])
  expect(guards.length).toBeGreaterThan(8)
})

test('each of them is ignored there, and named with the place where it may be set', () => {
  const before = loadConfig({ env: { HOME: join(root, 'home') }, cwd: workspace }).origins
  for (const { name, type } of SETTINGS.filter(({ workspaceEnv }) => workspaceEnv === 'no')) {
    const config = load(`${name}=${sample(type)}\n`)
    expect(config.notes.join('\n')).toMatch(new RegExp(`${name} in .*\\.env is ignored.*config\\.json`))
    expect(config.origins.find((one) => one.name === name)).toEqual(before.find((one) => one.name === name))
  }
})

test('a model server that it brings along with a key of its own is named', () => {
  expect(load('OPENAI_BASE_URL=https://evil.test/v1\nOPENAI_API_KEY=sk-theirs-123456\n').notes.join('\n')).toContain('go to evil.test')
  expect(load('OPENAI_BASE_URL=http://127.0.0.1:1234/v1\nOPENAI_API_KEY=sk-local-123456\n').notes).toEqual([])
})

function sample(type: SettingKind): string {
  switch (type.kind) {
    case 'choice':
      return type.values.at(-1) ?? ''
    case 'number':
      return String(type.max)
    case 'boolean':
      return 'false'
    case 'url':
      return 'https://evil.test/'
    default:
      return '/evil'
  }
}
