import { existsSync, lstatSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { clawVersion } from '../../config/claw-version.ts'
import type { Clock } from '../../kernel/clock.ts'
import { sha256 } from '../../kernel/hash.ts'
import { isJsonObject, type JsonObject, tryParseJson } from '../../kernel/json.ts'
import { readPrivateFile, writePrivateFile } from '../../kernel/private-file.ts'
import type { Redactor } from '../../kernel/redact.ts'
import type { Fault, KeptFault } from './fault-functions-port.ts'

export interface FaultPlace {
  readonly stateDir: string
  readonly redactor: Pick<Redactor, 'text'>
  readonly clock: Pick<Clock, 'now'>
}

const MAX_KEPT = 50
const MAX_CHARS = 16_000
const MAX_CAUSES = 4
const FILE = /^f_[0-9a-f]{12}\.json$/

export function faultsDir({ stateDir }: Pick<FaultPlace, 'stateDir'>): string {
  return join(stateDir, 'faults')
}

/** One file for each fault, which counts how often it came: what fails all day fills no disk, and drives no other one out. */
export function keepFault(place: FaultPlace, { where, error }: Fault): KeptFault | undefined {
  try {
    // A state folder that was deleted is not made anew by the fault that came of it; a link in one that came with a repository leads anywhere.
    if (!existsSync(place.stateDir) || isLink(faultsDir(place))) return undefined
    const stack = place.redactor.text(tell(error))
    const id = `f_${sha256(`${where}\n${framesOf(stack)}`).slice(0, 12)}`
    const path = join(faultsDir(place), `${id}.json`)
    writePrivateFile(path, `${JSON.stringify(recordOf(place, { id, path, where, stack }), null, 2)}\n`)
    sweep(faultsDir(place))
    return { id, path }
  } catch {
    return undefined
  }
}

function recordOf({ clock, redactor }: FaultPlace, fault: KeptFault & { readonly where: string; readonly stack: string }): JsonObject {
  const { times, first_at } = readRecord(fault.path)
  const now = new Date(clock.now()).toISOString()
  return {
    id: fault.id,
    where: redactor.text(fault.where),
    times: typeof times === 'number' ? times + 1 : 1,
    first_at: typeof first_at === 'string' ? first_at : now,
    last_at: now,
    claw: clawVersion(),
    node: process.version,
    platform: process.platform,
    stack: cut(fault.stack).split('\n'),
  }
}

function tell(error: unknown): string {
  const told = []
  for (let next = error; next !== undefined && told.length < MAX_CAUSES; next = next instanceof Error ? next.cause : undefined)
    told.push(next instanceof Error ? (next.stack ?? `${next.name}: ${next.message}`) : String(next))
  return told.join('\ncaused by ')
}

// Not the message, which may hold a time or a path: the same line of claw is the same fault.
function framesOf(told: string): string {
  const frames = told.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.length === 0 ? told : frames.join('\n')
}

function cut(text: string): string {
  return text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS)}\n(${text.length - MAX_CHARS} more characters)`
}

function readRecord(path: string): JsonObject {
  const found = readPrivateFile(path, { maxBytes: 10 * MAX_CHARS, othersMayNot: 0o022 })
  const parsed = tryParseJson(found.state === 'text' ? found.text : '')
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {}
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}

function sweep(folder: string): void {
  const kept = readdirSync(folder).filter((name) => FILE.test(name))
  if (kept.length <= MAX_KEPT) return
  const newest = kept.map((name) => ({ name, at: modified(join(folder, name)) })).sort((a, b) => b.at - a.at)
  for (const { name } of newest.slice(MAX_KEPT)) rmSync(join(folder, name), { force: true })
}

function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
