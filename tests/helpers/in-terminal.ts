import { spawn } from 'node:child_process'
import { CLAW } from './claw-place.ts'

/** The built program with a terminal of its own, as a person has it. */
export interface InTerminal {
  /** Everything on the screen so far, without colours. */
  screen(): string
  type(keys: string): void
  /** Waits until the screen shows it. */
  shows(text: string | RegExp): Promise<void>
  readonly ended: Promise<number | null>
  kill(): void
}

const BRIDGE = 'import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))'
const ESCAPES = /\u001b\[[0-9;?]*[a-zA-Z]|\r/g

export function inTerminal(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): InTerminal {
  const child = spawn('python3', ['-c', BRIDGE, process.execPath, CLAW, ...args], {
    cwd: options.cwd,
    env: { ...options.env, TERM: 'xterm' },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (data: Buffer) => {
    text += data.toString('utf8')
  })
  const screen = (): string => text.replace(ESCAPES, '')
  return {
    screen,
    type: (keys) => void child.stdin.write(keys),
    shows: async (wanted) => {
      const there = (): boolean => (typeof wanted === 'string' ? screen().includes(wanted) : wanted.test(screen()))
      const deadline = Date.now() + 15_000
      while (!there()) {
        if (Date.now() > deadline) throw new Error(`The screen never showed ${String(wanted)}:\n${screen()}`)
        await new Promise((done) => setTimeout(done, 30))
      }
    },
    ended: new Promise((resolve) => {
      child.once('close', (code) => resolve(code))
    }),
    kill: () => void child.kill('SIGKILL'),
  }
}
