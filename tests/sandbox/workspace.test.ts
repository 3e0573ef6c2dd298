import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createBwrapDriver } from '../../src/sandbox/bwrap-driver.ts'
import { requireBwrapHost, runScript, shellSpec, temporaryFolder } from './try-in-sandbox.ts'

const driver = createBwrapDriver(requireBwrapHost())

function project(): string {
  const workspace = temporaryFolder()
  mkdirSync(join(workspace, '.closed_claw'))
  writeFileSync(join(workspace, '.closed_claw/registry.db'), 'registry')
  writeFileSync(join(workspace, 'real-secret'), 'canary-link')
  writeFileSync(join(workspace, '.env'), 'KEY=canary-env')
  symlinkSync('real-secret', join(workspace, '.env.local'))
  mkdirSync(join(workspace, '.git/hooks'), { recursive: true })
  writeFileSync(join(workspace, '.git/config'), '[core]\n')
  return workspace
}

test('the workspace is written as by its owner, its secrets and the registry are out of sight and out of reach', async () => {
  const workspace = project()
  const hide = ['.closed_claw', '.env', '.env.local', 'absent'].map((name) => join(workspace, name))
  const seen = await runScript(
    driver,
    { ...shellSpec(workspace), hide },
    `echo new > made; mkdir folder; cat .env .env.local real-secret; ls -A .closed_claw; echo x > .closed_claw/registry.db; rm -rf .closed_claw .env; mv .env other; ln .env hard; cat hard other; mv .closed_claw elsewhere; echo end`,
  )
  expect(seen.stdout).toBe('end\n')
  expect(readFileSync(join(workspace, 'made'), 'utf8')).toBe('new\n')
  expect(readFileSync(join(workspace, '.closed_claw/registry.db'), 'utf8')).toBe('registry')
  expect(readFileSync(join(workspace, '.env'), 'utf8')).toBe('KEY=canary-env')
})

test('protected paths stay as they are, even when what holds them is moved aside', async () => {
  const workspace = project()
  const protect = ['.git/hooks', '.git/config'].map((name) => join(workspace, name))
  const seen = await runScript(
    driver,
    { ...shellSpec(workspace), protect },
    `echo x > .git/hooks/pre-commit; echo x >> .git/config; rm -rf .git/hooks; mv .git away; mv .git/hooks old; mkdir -p .git/objects && echo ok > .git/objects/o; cat .git/objects/o`,
  )
  expect(seen.stdout).toBe('ok\n')
  const tried = await runScript(driver, { ...shellSpec(workspace), protect }, 'echo x > .git/hooks/pre-commit || echo x >> .git/config')
  expect(tried).toMatchObject({ code: 1, stdout: '' })
  expect(existsSync(join(workspace, '.git/hooks/pre-commit'))).toBe(false)
  expect(existsSync(join(workspace, 'away'))).toBe(false)
  expect(readFileSync(join(workspace, '.git/config'), 'utf8')).toBe('[core]\n')
})

test('hooks that do not exist yet can not be made', async () => {
  const workspace = temporaryFolder()
  mkdirSync(join(workspace, '.git'))
  await runScript(
    driver,
    { ...shellSpec(workspace), protect: [join(workspace, '.git/hooks')] },
    'mkdir .git/hooks; echo x > .git/hooks/pre-commit',
  )
  expect(existsSync(join(workspace, '.git/hooks/pre-commit'))).toBe(false)
})

test('git works in a workspace that belongs to the owner', async () => {
  const workspace = temporaryFolder()
  const env = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: '*', HOME: '/tmp' }
  const spec = shellSpec(workspace)
  const seen = await runScript(
    driver,
    { ...spec, env: { ...spec.env, ...env } },
    'git init -q . && echo a > a && git add a && git -c user.name=n -c user.email=e commit -qm first && git log --oneline | wc -l',
  )
  expect(seen).toMatchObject({ code: 0, stdout: '1\n' })
})
