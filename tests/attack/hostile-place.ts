import { spawnSync } from 'node:child_process'
import { cpSync, linkSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { JsonObject } from '../../src/kernel/json.ts'
import { type ClawPlace, type ClawRun, clawPlace } from '../helpers/claw-place.ts'

const PUPPET = resolve(import.meta.dirname, '../fixtures/capsules/puppet')
export const CANARY = 'canary-7f3c1d9e'

export interface Reply extends JsonObject {
  type: string
  id: string
  ok: boolean
}

/** A workspace with secrets in and around it, and the built program that runs a hostile capsule of it. */
export interface HostilePlace extends ClawPlace {
  readonly outside: string
  readonly home: string
  /** Sends these messages as the capsule, and gives what came back. */
  attack(messages: readonly JsonObject[], options?: AttackOptions): Promise<Attacked>
  /** The same with nobody to ask. */
  attackUnattended(messages: readonly JsonObject[], options?: AttackOptions): Promise<Attacked>
  /** Every file outside of the workspace and every protected one in it, with its content. */
  picture(): Readonly<Record<string, string>>
}

export interface AttackOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly task?: string
}

export interface Attacked extends ClawRun {
  readonly document: JsonObject & {
    readonly run_id: string
    readonly status: string
    readonly exit_code: number
    readonly approvals: readonly { readonly approval_id: string; readonly status: string }[]
  }
  readonly replies: readonly Reply[]
}

const LIMITS = {
  CLOSED_CLAW_MAX_TOOL_CALLS_PER_AGENT: '5000',
  CLOSED_CLAW_AGENT_TIMEOUT_SEC: '240',
  CLOSED_CLAW_SUBTASK_MAX_ATTEMPTS: '1',
}

function attacked(ran: ClawRun): Attacked {
  const document = JSON.parse(ran.stdout)
  return { ...ran, document, replies: Array.isArray(document.result) ? document.result : [] }
}

function parkedRun({ code, stdout }: ClawRun): { readonly run_id: string; readonly approvals: readonly string[] } | undefined {
  if (code !== 6) return undefined
  const { run_id, approvals } = JSON.parse(stdout)
  return {
    run_id,
    approvals: approvals.filter((one: JsonObject) => one['status'] === 'pending').map((one: JsonObject) => one['approval_id']),
  }
}

export function hostilePlace(): HostilePlace {
  const place = clawPlace({
    'notes.md': 'plain notes\n',
    'sub/inner.txt': 'inner\n',
    '.env': `SECRET=${CANARY}\n`,
    '.env.local': `SECRET=${CANARY}\n`,
    'keys/id_rsa': `${CANARY}\n`,
    'keys/server.pem': `${CANARY}\n`,
    'data.csv': 'a,b\n1,2\n',
  })
  const outside = join(place.root, 'outside')
  const home = join(place.root, 'home')
  mkdirSync(join(outside, 'folder'), { recursive: true })
  writeFileSync(join(outside, 'secret.txt'), `${CANARY}\n`)
  writeFileSync(join(outside, 'folder', 'deep.txt'), `${CANARY}\n`)
  writeFileSync(join(home, '.netrc'), `password ${CANARY}\n`)
  writeFileSync(join(place.configDir, 'note.txt'), `${CANARY}\n`)
  symlinkSync(join(outside, 'secret.txt'), join(place.workspace, 'link.txt'))
  symlinkSync(outside, join(place.workspace, 'linked'))
  symlinkSync('/', join(place.workspace, 'rootlink'))
  linkSync(join(outside, 'secret.txt'), join(place.workspace, 'hard.txt'))
  spawnSync('mkfifo', [join(place.workspace, 'pipe')])
  spawnSync('git', ['init', '-q', place.workspace])
  writeFileSync(join(place.workspace, '.git', 'hooks', 'pre-commit'), '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  cpSync(PUPPET, join(place.workspace, '.closed_claw', 'agents', 'puppet'), { recursive: true })

  const context = join(place.root, 'context.json')
  const run = (args: readonly string[], env: AttackOptions['env']): Promise<ClawRun> =>
    place.run([...args, '--json'], { env: { ...LIMITS, ...env } })

  function attackOnce(messages: readonly JsonObject[], { env, task = 'be hostile' }: AttackOptions = {}): Promise<ClawRun> {
    writeFileSync(context, JSON.stringify({ do: messages }))
    return run(['run', task, '--agent', 'puppet', '--context-json', context], env)
  }

  // A person who says yes to everything: what is asked about has to be held by the sandbox.
  async function attack(messages: readonly JsonObject[], options: AttackOptions = {}): Promise<Attacked> {
    let ran = await attackOnce(messages, options)
    for (let parked = parkedRun(ran); parked !== undefined; parked = parkedRun(ran)) {
      for (const id of parked.approvals) await place.run(['approve', id])
      ran = await run(['resume', parked.run_id], options.env)
    }
    return attacked(ran)
  }

  const watched = [outside, home, join(place.workspace, '.git'), join(place.workspace, 'keys')]
  return {
    ...place,
    outside,
    home,
    attack,
    attackUnattended: async (messages, options) => attacked(await attackOnce(messages, options)),
    picture: () => ({ ...Object.assign({}, ...watched.map(filesOf)), '.env': readFileSync(join(place.workspace, '.env'), 'utf8') }),
  }
}

// What claw itself keeps there (audit heads, proofs, compiled code) is not what an attack could change.
function filesOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (/\/(\.local|\.cache)(\/|$)/.test(path)) continue
    found[path] = entry.isFile()
      ? `${statSync(path).mode.toString(8)} ${readFileSync(path, 'latin1')}`
      : entry.isDirectory()
        ? 'folder'
        : 'other'
  }
  return found
}

let last = 0
export function call(tool: string, args: JsonObject): JsonObject {
  last += 1
  return { type: 'tool_call_intent', id: `c${last}`, tool, args, reason: 'because I say so' }
}
