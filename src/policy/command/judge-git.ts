import type { CommandClass, Finding } from './command-class.ts'
import type { SimpleCommand } from './command-facts.ts'

const READS = new Set(
  `status log diff show blame annotate rev-parse ls-files ls-tree cat-file describe shortlog grep rev-list name-rev merge-base for-each-ref whatchanged count-objects
  check-ignore check-attr var version help diff-tree diff-index diff-files fsck verify-commit verify-tag cherry range-diff show-ref show-branch --version --help`.split(
    /\s+/,
  ),
)
const NETWORK = new Set([
  'push',
  'pull',
  'fetch',
  'clone',
  'ls-remote',
  'send-email',
  'request-pull',
  'svn',
  'p4',
  'lfs',
  'daemon',
  'http-backend',
  'fetch-pack',
  'send-pack',
  'remote-https',
  'remote-ext',
])

/** Arguments, joined by spaces, with which work is lost for good. */
const LOSES: Readonly<Record<string, RegExp>> = {
  push: /(?:^|\s)(?:-[a-zA-Z]*[fd]|--force\S*|--mirror|--delete|--prune|\+\S+|\S*:(?:refs\/\S+)?|:\S+)(?:\s|$)/,
  reset: /(?:^|\s)--(?:hard|merge|keep)\b/,
  clean: /(?:^|\s)(?:-[a-zA-Z]*f|--force)/,
  checkout: /(?:^|\s)(?:-[a-zA-Z]*f|--force|--|\.|:\/|\*|-p|--patch|--theirs|--ours|\S+\/|\S*\.[a-z]{1,5})(?:\s|$)/,
  restore: /^(?!.*(?:--staged|-S)(?:\s|$))|(?:--worktree|-W)\b/,
  switch: /(?:^|\s)(?:-[a-zA-Z]*[fC]|--force\S*|--discard-changes)(?:\s|$)/,
  branch: /(?:^|\s)(?:-[a-zA-Z]*[DMCf]|--force|--delete --force|-d -f)(?:\s|$)/,
  tag: /(?:^|\s)(?:-d|--delete|-f|--force)(?:\s|$)/,
  stash: /^(?:drop|clear)\b/,
  reflog: /^(?:expire|delete)\b/,
  gc: /--prune=|--aggressive/,
  prune: /^/,
  'filter-branch': /^/,
  'filter-repo': /^/,
  'update-ref': /(?:^|\s)(?:-d|--stdin)(?:\s|$)/,
  rm: /(?:^|\s)(?:-[a-zA-Z]*f|--force)/,
  worktree: /^(?:remove|prune)\b.*(?:-f|--force)|^prune/,
  remote: /^(?:rm|remove|set-url|rename|prune)\b/,
  'read-tree': /(?:^|\s)(?:-[a-zA-Z]*u|--reset)/,
  'checkout-index': /(?:^|\s)(?:-[a-zA-Z]*f|--force)/,
  submodule: /^deinit\b.*(?:-f|--force)/,
  bundle: /^(?!)/,
  replace: /^/,
  notes: /^(?:remove|prune)\b/,
  rebase: /--abort|--skip|--root/,
  am: /--abort|--skip/,
  init: /--template|--separate-git-dir/,
  config: /(?:^|\s)--(?:global|system)(?:\s|$)(?!.*(?:--get|--list|-l\b))/,
  maintenance: /^(?:start|register)/,
}
const VALUED = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace'])

/** What a git command does to the work that is not yet safe, and to others. */
export function judgeGit(command: SimpleCommand): Finding[] {
  const { subcommand, args } = splitGit(command.args)
  if (subcommand === undefined) return [{ class: 'read', reason: 'git shows its help' }]
  const text = args.map((arg) => arg ?? '').join(' ')
  const findings: Finding[] = [{ class: classOfGit(subcommand, text), reason: `git ${subcommand}` }]
  const loses = Object.hasOwn(LOSES, subcommand) ? LOSES[subcommand] : undefined
  if (loses && (loses.test(text) || (command.splits && !READS.has(subcommand) && subcommand !== 'branch')))
    findings.push({ class: 'destructive', reason: `git ${subcommand} ${text.slice(0, 60)} may lose work for good`.replace(/ {2,}/g, ' ') })
  return findings
}

function classOfGit(subcommand: string, text: string): CommandClass {
  if (READS.has(subcommand)) return /(?:^|\s)--output(?:=|\s|$)/.test(text) ? 'write' : 'read'
  if (NETWORK.has(subcommand)) return 'network'
  if (subcommand === 'remote' && /^(?:update|show|add -f)/.test(text)) return 'network'
  if (subcommand === 'submodule' && /^(?:update|add)/.test(text)) return 'network'
  if (subcommand === 'archive' && /--remote/.test(text)) return 'network'
  if (/^(?:branch|tag|remote|stash|worktree|submodule|reflog|config|notes|bisect|symbolic-ref)$/.test(subcommand) && LISTS.test(text))
    return 'read'
  return 'write'
}

const LISTS =
  /^(?:$|-[avrlq]{1,3}$|-vv$|--(?:list|show-current|all|remotes|merged|no-merged|contains|sort|points-at|get|get-all|get-regexp|show-origin|format)\b|-l\b|list\b|show\b|status\b|get-url\b|log\b|HEAD$|--short HEAD$)/

function splitGit(args: readonly (string | null)[]): { subcommand: string | undefined; args: readonly (string | null)[] } {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (VALUED.has(arg ?? '')) at++
    else if (arg === null || arg === undefined || !arg.startsWith('-') || arg === '--version' || arg === '--help')
      return { subcommand: arg ?? '', args: args.slice(at + 1) }
  }
  return { subcommand: undefined, args: [] }
}
