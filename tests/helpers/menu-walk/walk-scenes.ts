import type { Terminal } from '../terminal.ts'
import type { DemoWorkspace } from './demo-workspace.ts'
import type { Scene } from './scenes.ts'

export interface Picture {
  readonly scene: Scene
  /** The frame, without what fills the terminal below it. */
  readonly lines: readonly string[]
}

export interface WalkOptions {
  readonly columns: number
  readonly rows: number
  readonly runIds: DemoWorkspace['runIds']
  /** Called at every screen, while it stands there. */
  readonly at?: (scene: Scene) => Promise<void>
}

/** Goes to every scene with keys alone, and tells what stood there. */
export async function walkScenes(
  terminal: Terminal,
  scenes: readonly Scene[],
  { columns, rows, runIds, at }: WalkOptions,
): Promise<Picture[]> {
  const pictures: Picture[] = []
  for (const scene of scenes) {
    if (scene.from !== 'before') await goHome(terminal)
    terminal.resize(columns, scene.rows ?? rows)
    for (const step of scene.steps) {
      if (typeof step === 'string') terminal.press(step)
      else if ('type' in step) terminal.type(step.type)
      else if ('idOf' in step) terminal.type(runIds[step.idOf])
      await terminal.quiet(typeof step === 'object' && 'rest' in step ? step.rest : REST_MS)
    }
    await terminal.shows(scene.shows).catch((error: unknown) => {
      throw new Error(`'${scene.title}' was not reached: ${String(error)}`)
    })
    await atRest(terminal)
    pictures.push({ scene, lines: terminal.screen().slice(0, -1) })
    await at?.(scene)
  }
  return pictures
}

const REST_MS = 150
const MOST_SCREENS = 12

// Esc leaves one thing at a time, and the first may be something in front of Home.
async function goHome(terminal: Terminal): Promise<void> {
  for (let times = 0; times < MOST_SCREENS && (times === 0 || !isHome(terminal)); times += 1) {
    terminal.press('escape')
    await atRest(terminal)
  }
  // Takes away what Esc was answered.
  terminal.press('ctrl+l')
  await terminal.shows(/^claw Home/)
}

function isHome(terminal: Terminal): boolean {
  return terminal.screen()[0]?.startsWith('claw Home') === true
}

function atRest(terminal: Terminal): Promise<void> {
  return terminal.quiet(REST_MS)
}
