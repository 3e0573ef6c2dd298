import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { demoWorkspace } from '../helpers/menu-walk/demo-workspace.ts'
import { SCENES } from '../helpers/menu-walk/scenes.ts'
import { createStableLines } from '../helpers/menu-walk/stable-lines.ts'
import { type Picture, walkScenes } from '../helpers/menu-walk/walk-scenes.ts'
import type { Terminal } from '../helpers/terminal.ts'
import { openMenuIn } from '../helpers/walk-menu.ts'
import { menuPage } from './menu-keys.ts'
import { withPart } from './with-part.ts'

/** Walks through the built menu and puts what stood on the screen into docs/MENU.md: npx tsx tests/check/menu-pages.ts */
const ROOT = '/tmp/claw-demo'
const BEGAN = Date.now()
const SIZE = { columns: 100, rows: 24 }
const PAGE = new URL('../../docs/MENU.md', import.meta.url)

await main()

async function main(): Promise<void> {
  if (existsSync(ROOT)) throw new Error(`${ROOT} is there already: take it away first`)
  let terminal: Terminal | undefined
  try {
    const { place, runIds } = await demoWorkspace(ROOT)
    terminal = await openMenuIn(place, { ...SIZE, env: { TZ: 'UTC' } })
    const pictures = await walkScenes(terminal, SCENES, { ...SIZE, runIds })
    writeFileSync(PAGE, withPart(menuPage(), 'screens', page(pictures)))
  } finally {
    await terminal?.close()
    rmSync(ROOT, { recursive: true, force: true })
  }
}

function page(pictures: readonly Picture[]): string {
  const stable = createStableLines(BEGAN, {
    [resolve(import.meta.dirname, '../..')]: '/usr/lib/node_modules/closed-claw',
    [`user:${userInfo().username}`]: 'user:you',
  })
  return pictures.map(({ scene, lines }) => `### ${scene.title}\n\n\`\`\`text\n${stable(lines).join('\n')}\n\`\`\``).join('\n\n')
}
