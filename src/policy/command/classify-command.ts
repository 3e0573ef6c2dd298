import { posix } from 'node:path'
import { own } from '../../kernel/json.ts'
import { type CommandVerdict, type Finding, gravest } from './command-class.ts'
import type { CommandFacts, SimpleCommand } from './command-facts.ts'
import { judgeGit } from './judge-git.ts'
import { judgePaths, judgeRedirect } from './judge-paths.ts'
import { judgeChmod, judgeFind, judgeRemove } from './judge-remove.ts'
import { classOfProgram } from './known-programs.ts'
import { placeOfPath } from './place-of-path.ts'
import { baseName, systemName } from './program-name.ts'
import { SUBCOMMAND_RULES } from './subcommand-rules.ts'

/** What a command line amounts to: the gravest of its commands and redirections. What hides is `unknown`. */
export function classifyCommand(facts: CommandFacts, { workspace }: { readonly workspace: string }): CommandVerdict {
  if (!facts.parsed) return { class: 'unknown', reasons: [`the command cannot be read: ${facts.reason}`] }
  const findings = [
    ...facts.hazards.map((reason): Finding => ({ class: 'unknown', reason })),
    ...facts.redirects.flatMap((redirect) => judgeRedirect(redirect, workspace)),
    ...facts.commands.flatMap((command) => judge(command, facts.commands, workspace)),
  ]
  const elsewhere = folderOutside(facts.commands, workspace)
  if (elsewhere !== undefined && !['read', 'unknown'].includes(gravest(findings).class))
    findings.push({ class: 'outside', reason: `it works in ${elsewhere}, outside of the workspace` })
  return gravest(findings)
}

function judge(command: SimpleCommand, all: readonly SimpleCommand[], workspace: string): Finding[] {
  if (command.program === null) return []
  const name = baseName(command.program).toLowerCase()
  return [...judgeProgram(name, command, all), ...judgePaths(command, workspace), ...judgeSpecially(name, command, workspace)]
}

function judgeProgram(name: string, command: SimpleCommand, all: readonly SimpleCommand[]): Finding[] {
  if (name === 'git') return judgeGit(command)
  const text = command.args.map((arg) => arg ?? '').join(' ')
  const rule = own(SUBCOMMAND_RULES, name.replace(/^(python|pypy|pip)[\d.]*$/, '$1'))?.find(({ when }) => when.test(text))
  if (rule) return [{ class: rule.class, reason: `${name}: ${rule.reason}` }]
  if (name === 'kill' && isOwnJob(command, all)) return [{ class: 'write', reason: 'it ends a job of its own' }]
  const kind = classOfProgram(name)
  if (kind === 'network' && staysLocal(command)) return [{ class: 'run', reason: `${name} talks to this machine` }]
  // A program of the project may have any name: `./ls` is not ls.
  const named = kind === 'read' && systemName(command.program ?? '') === null ? 'run' : kind
  return [{ class: named, reason: WHY[named](name) }]
}

const WHY = {
  read: (name: string) => `${name} only reads`,
  write: (name: string) => `${name} writes files`,
  run: (name: string) => `${name} runs code`,
  network: (name: string) => `${name} needs the network`,
  outside: (name: string) => `${name} works outside of the workspace`,
  destructive: (name: string) => `${name} cannot be undone`,
  privileged: (name: string) => `${name} reaches beyond the workspace`,
  unknown: (name: string) => `${name} is not known`,
} as const

function judgeSpecially(name: string, command: SimpleCommand, workspace: string): Finding[] {
  const has = (pattern: RegExp): boolean => command.args.some((arg) => arg !== null && pattern.test(arg))
  switch (name) {
    case 'rm':
      return judgeRemove(command, workspace)
    case 'find':
    case 'gfind':
      return judgeFind(command)
    case 'chmod':
      return judgeChmod(command)
    case 'dd':
      return has(/^of=\/dev\/(?!null)/) ? [{ class: 'privileged', reason: 'dd writes to a device' }] : []
    case 'sed':
    case 'gsed':
      return has(/^-[a-zA-Z]*i|^--in-place/) ? [{ class: 'write', reason: 'sed -i changes files' }] : []
    case 'sort':
      return has(/^-[a-zA-Z]*o|^--output/) ? [{ class: 'write', reason: 'sort -o writes a file' }] : []
    default:
      return []
  }
}

function isOwnJob(command: SimpleCommand, all: readonly SimpleCommand[]): boolean {
  const targets = command.args.filter((arg) => arg === null || !arg.startsWith('-'))
  return all.some(({ background }) => background) && targets.length > 0 && targets.every((arg) => arg === null || /^%/.test(arg))
}

function staysLocal(command: SimpleCommand): boolean {
  const targets = command.args.filter((arg) => arg !== null && /^(?:\w+:\/\/|localhost|127\.|\[::1\])/.test(arg))
  const other = command.args.some((arg) => arg === null || /^-[a-zA-Z]*x|^--(?:proxy|connect-to|resolve|socks)/.test(arg))
  return (
    targets.length > 0 &&
    !other &&
    targets.every((arg) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?(?:[/?#]|$)/.test(arg ?? ''))
  )
}

/** The first folder outside of the workspace that a line goes to by `cd`, one after the other. */
function folderOutside(commands: readonly SimpleCommand[], workspace: string): string | undefined {
  let folder = workspace
  for (const { program, args } of commands) {
    const target = args[0]
    if ((program !== 'cd' && program !== 'pushd') || target === undefined || target === null) continue
    if (target === '-' || target.startsWith('~')) return target
    folder = posix.resolve(folder, target)
    if (placeOfPath(folder, workspace) === 'outside') return target
  }
  return undefined
}
