import { afterAll, beforeAll, expect, it } from 'vitest'
import { PLACES } from '../../src/view/menu/places.ts'
import { forbiddenBytes } from '../helpers/forbidden-bytes.ts'
import { type DemoWorkspace, demoWorkspace } from '../helpers/menu-walk/demo-workspace.ts'
import { SCENES } from '../helpers/menu-walk/scenes.ts'
import { walkScenes } from '../helpers/menu-walk/walk-scenes.ts'
import type { Terminal } from '../helpers/terminal.ts'
import { openMenuIn } from '../helpers/walk-menu.ts'

const SIZE = { columns: 100, rows: 24 }
const SMALL = { columns: 40, rows: 10 }
let demo: DemoWorkspace
let terminal: Terminal
beforeAll(async () => {
  demo = await demoWorkspace()
  terminal = await openMenuIn(demo.place, SIZE)
})
afterAll(async () => {
  await terminal.close()
  demo.place.remove()
})

it('the walk reaches every screen with keys alone, and none breaks in a small terminal', { timeout: 120_000 }, async () => {
  const pictures = await walkScenes(terminal, SCENES, { ...SIZE, runIds: demo.runIds, at: () => inSmall() })
  expect(new Set(pictures.flatMap(({ scene }) => scene.place ?? []))).toEqual(new Set(Object.keys(PLACES)))
  expect(forbiddenBytes(terminal.bytes(), { killed: true })).toEqual([])
  terminal.press('ctrl+c', 'ctrl+c')
  expect(await terminal.ended).toBe(0)
  expect(forbiddenBytes(terminal.bytes())).toEqual([])
})

/** As narrow and as low as a screen may get, and back: the frame ends one line above the terminal's last. */
async function inSmall(): Promise<void> {
  for (const { columns, rows } of [SMALL, SIZE]) {
    terminal.resize(columns, rows)
    await terminal.until(() => isFrame(terminal.screen(), columns), `a frame of ${columns} columns is drawn`)
  }
}

function isFrame(screen: readonly string[], columns: number): boolean {
  return (
    screen[0]?.startsWith('claw ') === true &&
    screen.at(-2) !== '' &&
    screen.at(-1) === '' &&
    screen.every((line) => line.length <= columns)
  )
}
