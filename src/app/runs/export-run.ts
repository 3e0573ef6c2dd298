import { existsSync, linkSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Services } from '../open-services.ts'
import { exportDocument, exportTexts } from './export-texts.ts'
import type { ExportedRun } from './run-care-port.ts'

/** A run as files in a folder, or as one; nothing that is there is overwritten. */
export function exportRun(services: Services, run_id: string, path: string): ExportedRun {
  const files = path.endsWith('.json') ? [{ name: basename(path), text: exportDocument(services, run_id) }] : exportTexts(services, run_id)
  if (existsSync(path)) throw exists(path)
  const made = writable(path, () => {
    mkdirSync(dirname(path), { recursive: true })
    return mkdtempSync(join(dirname(path), '.claw-export-'))
  })
  try {
    for (const { name, text } of files) writable(path, () => writeFileSync(join(made, name), text, { mode: 0o600 }))
    putInPlace(made, path)
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
  return { run_id, path, files: files.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) })) }
}

/** In one step, and only where nothing is: a link and the renaming of a folder both refuse a name that is taken. */
function putInPlace(made: string, path: string): void {
  try {
    if (path.endsWith('.json')) linkSync(join(made, basename(path)), path)
    else renameSync(made, path)
  } catch (error) {
    if (existsSync(path)) throw exists(path)
    throw unwritable(path, error)
  }
}

function writable<T>(path: string, write: () => T): T {
  try {
    return write()
  } catch (error) {
    throw unwritable(path, error)
  }
}

function exists(path: string): ClawError {
  return new ClawError('EXPORT_EXISTS', `${path} is there already, and nothing is overwritten.`, { where: path })
}

function unwritable(path: string, cause: unknown): ClawError {
  return new ClawError('STATE_UNWRITABLE', `The run cannot be written to ${path}: ${cause instanceof Error ? cause.message : ''}`, {
    cause,
    where: path,
  })
}
