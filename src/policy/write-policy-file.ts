import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { mapStoreErrors } from '../store/store-error.ts'
import { withFileLock } from '../store/with-file-lock.ts'
import { brokenPolicy, readPolicyFile } from './load-policy.ts'
import type { PolicyRuleText } from './policy-rule.ts'

/** Replaces the rules of a file at once, under a lock: nobody reads half a policy, and of two changes none is lost. Throws CONFIG_INVALID for a broken file. */
export function changePolicyFile(path: string, change: (rules: PolicyRuleText[]) => PolicyRuleText[]): void {
  withFileLock(`${path}.lock`, () => {
    const rules = readPolicyFile(path).map(({ origin: _, ...rule }) => rule)
    mapStoreErrors(path, () => write(path, change(rules)))
  })
}

function write(path: string, rules: readonly PolicyRuleText[]): void {
  // A file that is kept elsewhere and linked would be cut off from its place.
  if (lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
    throw brokenPolicy(path, 'it is a symbolic link: change the file behind it')
  const temporary = `${path}.${process.pid}.tmp`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  rmSync(temporary, { force: true })
  const fd = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(fd, `${JSON.stringify({ version: 1, rules }, null, 2)}\n`)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  renameSync(temporary, path)
}
