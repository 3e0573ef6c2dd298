import { fsyncSync, renameSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { ClawError } from '../../kernel/claw-error.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { PathJail } from '../path-jail.ts'
import { pathError } from '../path-jail-real.ts'
import { fileIdentity, isIdentity } from './file-identity.ts'
import type { FileIoInput } from './file-io-input.ts'
import type { FileServices } from './file-io-services.ts'
import type { FileOperation } from './file-operation.ts'

type Move = { readonly from: string; readonly to: string }

/** Op `move`: one or many renames. Everything is checked before the first one; nothing is ever overwritten. */
export const moveFiles: FileOperation = {
  prepare: async (input, { jail }) => {
    const moves = input.moves ?? []
    refuseClashes(moves, jail)
    return { moves: moves.map(({ from, to }) => ({ from, to, identity: identityOf(from, jail) })) }
  },

  run: async (input, services) => {
    for (const move of input.moves ?? []) moveOne(move, services.jail)
    return resultOf(input, services)
  },

  // Some renames of several may have happened: the rest is done now, each one either was or was not.
  recover: async (input, services, detail) => {
    const states = movesOf(detail).map((move) => ({ move, state: stateOf(move) }))
    if (states.some(({ state }) => state === 'unknown')) return { state: 'unknown' }
    const open = states.filter(({ state }) => state === 'not_done')
    if (open.length === states.length) return { state: 'not_done' }
    for (const { move } of open) moveOne(move, services.jail)
    return { state: 'done', result: resultOf(input, services) }
  },
}

function refuseClashes(moves: readonly Move[], jail: PathJail): void {
  const targets = new Set<string>()
  for (const { from, to } of moves) {
    if (jail.roots.includes(from)) throw new ClawError('PATH_PROTECTED', 'The workspace itself is not moved.')
    if (to === from || to.startsWith(`${from}/`)) throw new ClawError('TOOL_BAD_ARGS', `'${jail.show(from)}' cannot be moved into itself.`)
    if (targets.has(to)) throw new ClawError('TOOL_BAD_ARGS', `Two files would become '${jail.show(to)}'.`)
    refuseExisting(to, jail)
    targets.add(to)
  }
}

function refuseExisting(to: string, jail: PathJail): void {
  const there = fileIdentity(to)
  if (there === undefined) return
  throw new ClawError('TOOL_FAILED', `'${jail.show(to)}' exists already; nothing is overwritten by a move.`, {
    fix: there['kind'] === 'dir' ? `To move into the folder, write '${jail.show(to)}/'.` : 'Choose another name, or delete it first.',
  })
}

function identityOf(from: string, jail: PathJail): JsonObject {
  const identity = fileIdentity(from)
  if (identity === undefined) throw new ClawError('PATH_NOT_FOUND', `There is nothing at '${jail.show(from)}'.`)
  return identity
}

function moveOne({ from, to }: Move, jail: PathJail): void {
  refuseExisting(to, jail)
  const source = jail.openForWriting(dirname(from))
  try {
    const target = jail.openForWriting(dirname(to), { create: true })
    try {
      renameSync(source.at(basename(from)), target.at(basename(to)))
      fsyncSync(target.fd)
      fsyncSync(source.fd)
    } finally {
      target.close()
    }
  } catch (error) {
    throw pathError(error, jail.show(from))
  } finally {
    source.close()
  }
}

function movesOf(detail: JsonObject): (Move & { identity: Json })[] {
  return (detail['moves'] ?? []) as (Move & { identity: Json })[]
}

function stateOf({ from, to, identity }: Move & { identity: Json }): 'done' | 'not_done' | 'unknown' {
  const [atSource, atTarget] = [fileIdentity(from), fileIdentity(to)]
  if (atSource === undefined && isIdentity(to, identity)) return 'done'
  return atTarget === undefined && isIdentity(from, identity) ? 'not_done' : 'unknown'
}

function resultOf(input: FileIoInput, { jail }: FileServices): JsonObject {
  const moved = (input.moves ?? []).map(({ from, to }) => ({ from: jail.show(from), to: jail.show(to) }))
  return { moved, total: moved.length }
}
