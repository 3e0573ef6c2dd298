import type { TouchedPath } from '../../policy/policy-call.ts'
import { isReference, isWrite } from './file-io-args.ts'
import type { FileIoInput } from './file-io-input.ts'

/** The paths that canonical arguments name. A move changes both of its ends, and takes what it reads along. */
export function touchedPaths(input: FileIoInput): TouchedPath[] {
  if (isReference(input)) return []
  const { op, path, to, moves = [] } = input
  const access = isWrite(op) ? 'write' : 'read'
  const named = [path, to, ...moves.flatMap((move) => [move.from, move.to])].filter((one) => one !== undefined)
  const sources = op === 'move' ? [path, ...moves.map((move) => move.from)].filter((one) => one !== undefined) : []
  return [...named.map((one) => ({ path: one, access }) as const), ...sources.map((one) => ({ path: one, access: 'read' }) as const)]
}
