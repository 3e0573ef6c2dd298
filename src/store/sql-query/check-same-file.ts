import { fstatSync } from 'node:fs'
import { ClawError } from '../../kernel/claw-error.ts'
import type { QueryRequest } from './query-request.ts'

/** The jail checked one file; between then and now another one must not have taken its name. */
export function checkSameFile(fd: number, { dev, ino, shown }: QueryRequest): void {
  const stat = fstatSync(fd)
  if (stat.dev !== dev || stat.ino !== ino) throw new ClawError('PATH_OUTSIDE', `'${shown}' was replaced while it was opened.`)
}
