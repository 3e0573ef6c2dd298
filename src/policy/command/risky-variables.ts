import { hidesSubscript } from './check-leaf.ts'
import type { Reading } from './reading.ts'

/** Variables that decide which program runs, or make a program run another one. */
const RISKY =
  /^(?:PATH|IFS|ENV|BASH_ENV|SHELL|SHELLOPTS|BASHOPTS|BASH_LOADABLES_PATH|PROMPT_COMMAND|PS[0-4]|HISTFILE|CDPATH|HOME|EXECIGNORE|FIGNORE|GLOBIGNORE|LESSOPEN|LESSCLOSE|PAGER|MANPAGER|EDITOR|VISUAL|BROWSER|XDG_CONFIG_HOME|GIT_.*|LD_.*|DYLD_.*|BASH_FUNC_.*|PERL5OPT|PERL5DB|PERL5LIB|RUBYOPT|RUBYLIB|PYTHONSTARTUP|PYTHONHOME|PYTHONINSPECT|PYTHONBREAKPOINT|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|CC|CXX|MAKEFLAGS|RUSTC_WRAPPER|GCONV_PATH|HOSTALIASES|npm_config_.*|NPM_CONFIG_.*|TAR_OPTIONS|RSYNC_RSH|RSYNC_OLD_ARGS|CVS_RSH|SVN_SSH|MAKEFILES|LESS|ANSIBLE_.*|KUBECONFIG|DOCKER_HOST)$/

const HARMLESS: Readonly<Record<string, RegExp>> = {
  GIT_AUTHOR_DATE: /./,
  GIT_COMMITTER_DATE: /./,
  GIT_AUTHOR_NAME: /./,
  GIT_AUTHOR_EMAIL: /./,
  GIT_COMMITTER_NAME: /./,
  GIT_COMMITTER_EMAIL: /./,
  GIT_TERMINAL_PROMPT: /^[01]$/,
  GIT_PAGER: /^(?:cat)?$/,
  PAGER: /^(?:cat)?$/,
  MANPAGER: /^cat$/,
  GIT_EDITOR: /^(?:true|:)$/,
  EDITOR: /^(?:true|:)$/,
  CC: /^(?:gcc|clang|cc)(?:-\d+)?$/,
  CXX: /^(?:g\+\+|clang\+\+|c\+\+)(?:-\d+)?$/,
  IFS: /^[,:;|\n\t ]?$/,
  LESS: /^-?[FRXS]+$/,
  MAKEFLAGS: /^-?-?j ?\d+$/,
}

export function noteAssignment(name: string, value: string | null, reading: Reading): void {
  if (hidesSubscript(value ?? '')) reading.hazards.add('a subscript runs a command')
  if (RISKY.test(name) && !(value !== null && HARMLESS[name]?.test(value)))
    reading.hazards.add(`it sets ${name}, which decides what other programs do`)
  if (name === 'NODE_OPTIONS' && (value === null || /-(?:r|-require|-import|-loader|-eval|e)\b|-experimental-loader/.test(value)))
    reading.hazards.add('it sets NODE_OPTIONS to load code')
}
