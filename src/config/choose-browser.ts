import type { Environment } from './user-dirs.ts'

/** How an address is shown to the person in a browser. */
export interface BrowserChoice {
  /** The program and its arguments; `%s` stands for the address, which is the last argument where there is none. null: none is opened. */
  readonly command: readonly [string, ...string[]] | null
  /** Why none is opened; empty when one is. */
  readonly why: string
  /** What the program gets of the environment: never a key of a provider. */
  readonly env: Readonly<Record<string, string>>
}

const NONE = ['none', 'false', '0']
const SYSTEM: Partial<Readonly<Record<NodeJS.Platform, string>>> = {
  linux: 'xdg-open',
  darwin: 'open',
  freebsd: 'xdg-open',
  openbsd: 'xdg-open',
}
/** Of a desktop session: where its screen, its bus and its settings are. */
const GIVEN =
  /^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|LC_\w+|TZ|TMPDIR|BROWSER|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_\w+|DBUS_SESSION_BUS_ADDRESS|DESKTOP_SESSION|(GNOME|KDE)_\w+|WSL\w*|VSCODE_IPC_HOOK_CLI)$/

/** BROWSER of the environment alone, since it is started; else the system's own way, where there is a screen to show it on. */
export function chooseBrowser(env: Environment, interactive: boolean, platform: NodeJS.Platform = process.platform): BrowserChoice {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (GIVEN.test(name) && value !== undefined ? [[name, value]] : [])),
  )
  const choice = choose(env, interactive, platform)
  return typeof choice === 'string' ? { command: null, why: choice, env: given } : { command: choice, why: '', env: given }
}

function choose(env: Environment, interactive: boolean, platform: NodeJS.Platform): readonly [string, ...string[]] | string {
  // A list with colons, as other programs read it: the first counts.
  const [program, ...args] = (env['BROWSER'] ?? '').split(':', 1).join('').split(/\s+/).filter(Boolean)
  if (program !== undefined && NONE.includes(program.toLowerCase())) return `BROWSER is '${program}'`
  if (!interactive) return 'nobody sits at this terminal'
  if (program !== undefined) return [program, ...args]
  if (['SSH_CONNECTION', 'SSH_TTY', 'SSH_CLIENT'].some((name) => env[name])) return 'this is a session over ssh'
  if (env['WSL_DISTRO_NAME']) return ['wslview']
  const system = SYSTEM[platform]
  if (system === undefined) return 'this system has no known way to open one'
  return platform === 'darwin' || env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? [system] : 'there is no display'
}
