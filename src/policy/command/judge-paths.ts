import type { Finding } from './command-class.ts'
import type { Redirect, SimpleCommand } from './command-facts.ts'
import { placeOfPath } from './place-of-path.ts'
import { baseName } from './program-name.ts'

const LAST_IS_WRITTEN = new Set(['cp', 'ln', 'install', 'rsync'])
const ALL_ARE_WRITTEN = new Set(
  'mkdir touch mv rm rmdir unlink tee truncate chmod chown chgrp split patch gzip gunzip bzip2 xz zstd zip dos2unix sponge rename mkfifo mknod shred'.split(
    ' ',
  ),
)
const OUTPUT_OPTION =
  /^(?:-o|-O|-C|-d|-t|--output(?:-\w+)?|--out(?:-?dir|-?file)?|--outDir|--target-directory|--directory|--dest(?:dir)?|--prefix|--log-file)$/
const SECRET =
  /(?:^|[/~])\.(?:ssh|aws|gnupg|netrc|kube|docker|npmrc|pypirc|git-credentials|pgpass|my\.cnf)(?:\/|$)|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$|(?:^|\/)\.env(?:\.(?!example|sample|template|dist|test)[\w.]+)?$|^\/etc\/(?:g?shadow|sudoers)|^\/proc\/(?:\d+|self|\*)\/(?:environ|mem|fd|root|cwd)|^\/dev\/(?:mem|kmem|sd|nvme|disk|tcp|udp)|(?:^|\/)\.closed_claw(?:\/|$)|^\/(?:var\/)?run\/.*\.sock$|closed-claw\/(?:secrets|policy|grants)\.json/

/** Writing outside of the workspace or into what git and claw keep, and reading what holds secrets. */
export function judgePaths(command: SimpleCommand, workspace: string): Finding[] {
  const read = command.args.flatMap((arg) => (arg !== null && SECRET.test(pathIn(arg)) ? [outside(`${arg} may hold secrets`)] : []))
  return [...read, ...writtenPaths(command).flatMap((path) => judgeWritten(path, workspace))]
}

export function judgeRedirect(redirect: Redirect, workspace: string): Finding[] {
  if (redirect.path !== null && SECRET.test(redirect.path)) return [outside(`${redirect.path} may hold secrets`)]
  if (!redirect.writes) return []
  if (redirect.path === null) return [{ class: 'write', reason: 'it writes a file whose name is made at run time' }]
  return [
    { class: placeOfPath(redirect.path, workspace) === 'temporary' ? 'read' : 'write', reason: `it writes ${redirect.path}` },
    ...judgeWritten(redirect.path, workspace),
  ]
}

function judgeWritten(path: string, workspace: string): Finding[] {
  const place = placeOfPath(path, workspace)
  if (place === 'outside') return [outside(`${path} is outside of the workspace`)]
  if (place === 'kept') return [{ class: 'destructive', reason: `${path} belongs to git or to claw` }]
  return []
}

function writtenPaths(command: SimpleCommand): string[] {
  const name = baseName(command.program ?? '')
  const { args } = command
  const afterOption = args.flatMap((arg, index) => {
    if (arg === null) return []
    if (/^--\w[\w-]*=/.test(arg) && OUTPUT_OPTION.test(arg.split('=')[0] ?? '')) return [arg.slice(arg.indexOf('=') + 1)]
    return OUTPUT_OPTION.test(args[index - 1] ?? '') && /^(?:[/~]|\.\.)/.test(arg) ? [arg] : []
  })
  const operands = args.filter((arg): arg is string => arg !== null && !arg.startsWith('-'))
  if (name === 'dd') return operands.flatMap((arg) => (arg.startsWith('of=') ? [arg.slice(3)] : []))
  if (name === 'git') return []
  if (ALL_ARE_WRITTEN.has(name)) return [...afterOption, ...(name === 'chmod' || name === 'chown' ? operands.slice(1) : operands)]
  if (LAST_IS_WRITTEN.has(name)) return [...afterOption, ...operands.slice(-1)]
  if (/^g?sed$|^perl/.test(name) && args.some((arg) => /^-[a-zA-Z]*i|^--in-place/.test(arg ?? '')))
    return [...afterOption, ...operands.filter((arg) => /^(?:[/~]|\.\.\/|\.git\/)/.test(arg) && !/^\/.*\/\w*$/.test(arg))]
  return afterOption
}

function pathIn(arg: string): string {
  return /^(?:--?[\w-]+|if|of)=/.test(arg) ? arg.slice(arg.indexOf('=') + 1) : arg.replace(/^@/, '')
}

function outside(reason: string): Finding {
  return { class: 'outside', reason }
}
