import { isJsonObject, type Json, type JsonObject } from '../../src/kernel/json.ts'
import { shellQuote } from './format.ts'

const STATES: Readonly<Record<string, string>> = {
  M: 'modified',
  A: 'added',
  D: 'deleted',
  R: 'renamed',
  C: 'copied',
  T: 'type changed',
  U: 'in conflict',
  '?': 'untracked',
}

export interface GitStatus extends JsonObject {
  branch: string
  files: { state: string; staged: boolean; path: string }[]
}

/** Reads `git status --porcelain=v1 -b`. */
export function gitStatus(output: string): GitStatus {
  const lines = output.split('\n').filter((line) => line !== '')
  const head = lines.find((line) => line.startsWith('## '))?.slice(3) ?? ''
  const branch = head.replace(/^(No commits yet on|Initial commit on) /u, '').replace(/\.\.\..*$/u, '')
  const files = lines
    .filter((line) => !line.startsWith('## '))
    .map((line) => {
      const staged = line[0] !== ' ' && line[0] !== '?'
      const letter = staged ? line[0] : line[1]
      return { state: STATES[letter ?? ''] ?? 'changed', staged, path: line.slice(3) }
    })
  return { branch, files }
}

/** Reads `git log --format=%h%x09%as%x09%an%x09%s`. */
export function gitLog(output: string): JsonObject[] {
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [hash = '', date = '', author = '', ...subject] = line.split('\t')
      return { hash, date, author, subject: subject.join(' ') }
    })
}

/** Reads `git shortlog -sn`: commits and name. */
export function gitAuthors(output: string): JsonObject[] {
  return output.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(.*)$/u.exec(line)
    return match ? [{ commits: Number(match[1]), author: match[2] ?? '' }] : []
  })
}

/** Non-empty lines of an output. */
export function outputLines(output: string): string[] {
  return output.split('\n').filter((line) => line.trim() !== '')
}

/** ` --author=...` for the person of an `author` slot; for oneself the address that git was asked for. Names are texts, not patterns. */
export function gitAuthor(author: Json | undefined, me: Json | undefined): string {
  if (!isJsonObject(author)) return ''
  const name = author['me'] === true ? (isJsonObject(me) ? String(me['stdout']).trim() : '') : String(author['name'])
  return ` -F -i --author=${shellQuote(name)}`
}
