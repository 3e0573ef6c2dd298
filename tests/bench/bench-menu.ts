import { spawnSync } from 'node:child_process'
import { CLAW, type ClawPlace, clawPlace } from '../helpers/claw-place.ts'
import { keyBytes } from '../helpers/terminal/key-bytes.ts'
import { openPty } from '../helpers/terminal/open-pty.ts'
import { measure, timed } from './measure.ts'
import type { Row } from './row.ts'

/** `claw` alone in a terminal, from the start of the process until Home has been written. */
export async function benchMenu(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  await place.run(['run', 'How many TypeScript files are here?', '--no-input'])
  // What V8 has compiled is kept when the menu is left.
  await firstFrame(place)
  const floor = (): Promise<number> => timed(() => spawnSync(process.execPath, ['-e', '0'], { env: place.env }))
  const least = await measure(
    [
      { name: 'floor', run: floor },
      { name: 'menu', run: () => firstFrame(place) },
    ],
    repetitions,
  )
  place.remove()
  const value = least['menu'] ?? Number.NaN
  return [
    { what: 'claw: start to first frame', value, unit: 'ms', floor: { name: 'node -e 0', value: least['floor'] ?? Number.NaN }, budget: 6 },
  ]
}

function firstFrame({ workspace, env }: ClawPlace): Promise<number> {
  return new Promise((resolve, reject) => {
    let [start, shown, text] = [0, Number.NaN, '']
    const pty = openPty(
      { command: [process.execPath, CLAW], cwd: workspace, env: { ...env, TERM: 'xterm-256color' }, columns: 100, rows: 30 },
      {
        device: () => undefined,
        started: () => {
          start = performance.now()
        },
        wrote: (bytes) => {
          text += bytes.toString('utf8')
          if (!Number.isNaN(shown) || !text.includes('Doctor')) return
          shown = performance.now() - start
          pty.type(Buffer.from(keyBytes('ctrl+c')))
        },
        stopped: () => undefined,
        ended: (code) => {
          const done = code === 0 && !Number.isNaN(shown)
          void pty.close().then(() => (done ? resolve(shown) : reject(new Error(`claw ended with ${code}: ${text}`))))
        },
      },
    )
  })
}
