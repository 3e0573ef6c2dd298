import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { capsuleLaunch } from '../../../src/capsules/capsule-launch.ts'
import { scanAgents } from '../../../src/capsules/scan-agents.ts'
import { put, putAgent, tempDir } from './temp-dir.ts'

async function agentWith(dir: string, patch: Record<string, unknown>) {
  putAgent(dir, 'tester', patch)
  const [agent] = (await scanAgents([{ path: dir, source: 'workspace' }])).agents
  if (agent === undefined) throw new Error('no agent')
  return agent
}

describe('capsuleLaunch', () => {
  it('starts the builtin runtime with permission flags, a memory ceiling and no environment of the host', async () => {
    const agent = await agentWith(tempDir(), { limits: { memory_mb: 96 } })
    const launch = capsuleLaunch({ agent, packageDir: '/pkg', engine: 'rules', nodePath: '/opt/node/bin/node', nodeVersion: '20.20.2' })
    expect(launch).toEqual({
      command: [
        '/opt/node/bin/node',
        '--experimental-permission',
        '--allow-fs-read=/pkg/dist/*',
        '--max-old-space-size=96',
        '--no-warnings',
        '/pkg/dist/capsule.cjs',
        'rules',
      ],
      cwd: '/pkg/dist',
      env: { LANG: 'C.UTF-8', PATH: '/opt/node/bin:/usr/local/bin:/usr/bin:/bin' },
      read: ['/pkg/dist'],
      memory_mb: 96,
    })
    expect(capsuleLaunch({ agent, packageDir: '/pkg', engine: 'rules', nodePath: 'node', nodeVersion: '22.1.0' }).command).toContain(
      '--permission',
    )
  })

  it('really runs a bundle with chunks, which reads and starts nothing else', async () => {
    const base = tempDir()
    const probe = `
      const { readFileSync } = require('node:fs')
      const { execFileSync } = require('node:child_process')
      const { chunk } = require('./chunk-1.cjs')
      const refused = (act) => { try { act(); return 'done' } catch (error) { return error.code } }
      console.log(JSON.stringify({ chunk, read: refused(() => readFileSync('${join(base, 'secret')}')), run: refused(() => execFileSync('true')), env: Object.keys(process.env).sort() }))
    `
    put(join(base, 'package.json'), '{"type": "module"}')
    put(join(base, 'secret'), 'x')
    put(join(base, 'dist', 'capsule.cjs'), probe)
    put(join(base, 'dist', 'chunk-1.cjs'), 'exports.chunk = 7')
    const { command, env, cwd } = capsuleLaunch({
      agent: await agentWith(tempDir(), {}),
      packageDir: base,
      engine: 'rules',
      nodePath: process.execPath,
    })
    const [program = '', ...args] = command
    const ran = spawnSync(program, args, { env, cwd, encoding: 'utf8' })
    expect(ran.stderr).toBe('')
    expect(JSON.parse(ran.stdout)).toEqual({ chunk: 7, read: 'ERR_ACCESS_DENIED', run: 'ERR_ACCESS_DENIED', env: ['LANG', 'PATH'] })
  })

  it('resolves a command of its own in its own folder', async () => {
    const dir = tempDir()
    put(join(dir, 'tester', 'main.py'), '')
    const agent = await agentWith(dir, { entrypoint: { command: ['python3', 'main.py', '--flag', 'other'] } })
    const launch = capsuleLaunch({ agent, packageDir: '/pkg', engine: 'rules', nodePath: '/usr/bin/node' })
    expect(launch.command).toEqual(['python3', join(dir, 'tester', 'main.py'), '--flag', 'other'])
    expect(launch).toMatchObject({ cwd: agent.folder, read: [agent.folder], memory_mb: 256 })
    const local = await agentWith(dir, { entrypoint: { command: ['./run.sh'] } })
    expect(capsuleLaunch({ agent: local, packageDir: '/pkg', engine: 'rules', nodePath: '/usr/bin/node' }).command).toEqual([
      join(dir, 'tester', 'run.sh'),
    ])
  })

  it('refuses a program that leads out of the folder', async () => {
    const agent = await agentWith(tempDir(), { entrypoint: { command: ['../../evil'] } })
    expect(() => capsuleLaunch({ agent, packageDir: '/pkg', engine: 'rules', nodePath: '/usr/bin/node' })).toThrow(
      expect.objectContaining({ code: 'AGENT_INVALID' }),
    )
  })
})
