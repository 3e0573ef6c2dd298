import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod/mini'
import { ClawError } from '../../kernel/claw-error.ts'
import { tryParseJson } from '../../kernel/json.ts'
import { errnoOf } from '../read-folder-file.ts'
import { type Pin, pinSchema } from './pin.ts'

/** The pins of one workspace, kept with the user: a hostile workspace must not be able to bring its own along. */
export interface PinStore {
  get(key: string): Pin | undefined
  all(): ReadonlyMap<string, Pin>
  put(pins: Readonly<Record<string, Pin>>): void
  drop(key: string): void
}

const fileSchema = z.object({ version: z.literal(1), workspace: z.string(), pins: z.record(z.string(), pinSchema) })

export interface PinStoreOptions {
  readonly path: string
  readonly workspace: string
}

/** Throws CONFIG_INVALID for a damaged file: without it a changed agent would pass as a new one. */
export function createPinStore({ path, workspace }: PinStoreOptions): PinStore {
  let known: { readonly pins: Map<string, Pin>; readonly form: string } | undefined
  // A process that lives long, as the dashboard does, must see what runs of other processes have pinned.
  const pins = (): Map<string, Pin> => {
    const form = formOf(path)
    if (known?.form !== form) known = { pins: readPins(path), form }
    return known.pins
  }
  // Read again before each write: another process may have pinned meanwhile.
  const change = (act: (pins: Map<string, Pin>) => void): void => {
    const all = readPins(path)
    act(all)
    writePins(path, workspace, all)
    known = { pins: all, form: formOf(path) }
  }
  return {
    get: (key) => pins().get(key),
    all: () => pins(),
    put: (added) => {
      const entries = Object.entries(added)
      if (entries.length > 0) change((all) => entries.forEach(([key, pin]) => void all.set(key, pin)))
    },
    drop: (key) => {
      if (pins().has(key)) change((all) => void all.delete(key))
    },
  }
}

/** Another one whenever the file was replaced. */
function formOf(path: string): string {
  try {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch {
    // Why it cannot be seen is told by whoever reads it.
    return ''
  }
}

function readPins(path: string): Map<string, Pin> {
  const text = readIfThere(path)
  if (text === undefined) return new Map()
  const json = tryParseJson(text)
  const parsed = fileSchema.safeParse(json.ok ? json.value : undefined)
  if (parsed.success) return new Map(Object.entries(parsed.data.pins))
  throw new ClawError('CONFIG_INVALID', `The pins of agents and skills in ${path} cannot be read.`, {
    fix: `rm '${path}' (every agent and skill of the workspace then counts as new)`,
    where: path,
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined
    throw unwritable(path, error)
  }
}

function writePins(path: string, workspace: string, pins: ReadonlyMap<string, Pin>): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(temporary, `${JSON.stringify({ version: 1, workspace, pins: Object.fromEntries(pins) }, null, 1)}\n`, { mode: 0o600 })
    renameSync(temporary, path)
  } catch (error) {
    throw unwritable(path, error)
  }
}

function unwritable(path: string, cause: unknown): ClawError {
  return new ClawError('STATE_UNWRITABLE', `The pins of agents and skills in ${path} cannot be read or written (${errnoOf(cause)}).`, {
    cause,
  })
}
