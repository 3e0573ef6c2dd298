import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isJsonObject, tryParseJson } from '../kernel/json.ts'
import { errorCode, mapStoreErrors } from './store-error.ts'

const MAX_WORKSPACES = 500

/** The known workspaces, the last used first. A missing or damaged list is empty: it fills again with use. */
export function knownWorkspaces(userStateDir: string): string[] {
  const parsed = tryParseJson(readText(listPath(userStateDir)))
  const list = parsed.ok && isJsonObject(parsed.value) ? parsed.value['workspaces'] : undefined
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : []
}

/** Puts a workspace first in the list, so that its runs are found from anywhere. */
export function rememberWorkspace(userStateDir: string, workspace: string): void {
  const known = knownWorkspaces(userStateDir)
  if (known[0] === workspace) return
  const workspaces = [workspace, ...known.filter((path) => path !== workspace)].slice(0, MAX_WORKSPACES)
  replaceFile(listPath(userStateDir), `${JSON.stringify({ workspaces }, undefined, 2)}\n`)
}

function listPath(userStateDir: string): string {
  return join(userStateDir, 'workspaces.json')
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === undefined) throw error
    return ''
  }
}

function replaceFile(path: string, text: string): void {
  mapStoreErrors(path, () => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    const temporary = `${path}.${process.pid}.tmp`
    writeFileSync(temporary, text, { mode: 0o600 })
    renameSync(temporary, path)
  })
}
