import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface DemoFolder {
  readonly workspace: string
  readonly userStateDir: string
  remove(): void
}

const FILES = {
  'README.md':
    '# Orchard\n\nA small shop for apples. It has an order book, a price list and two programs.\n\n## Programs\n\n`total.ts` adds the orders up, `price.ts` knows the prices.\n',
  'src/total.ts':
    "import { price } from './price.ts'\n\n// TODO: discounts\nexport function total(orders: { kind: string; kilos: number }[]): number {\n  return orders.reduce((sum, order) => sum + order.kilos * price(order.kind), 0)\n}\n",
  'src/price.ts':
    'const PRICES: Record<string, number> = { boskoop: 3, elstar: 2.5 }\n\nexport function price(kind: string): number {\n  return PRICES[kind] ?? 2\n}\n',
  'orders.csv': 'kind,kilos,customer\nboskoop,12,Ada\nelstar,7.5,Grace\nboskoop,3,Grace\nelstar,20,Alan\n',
} as const

/** A made-up project in a temporary folder, with a state of its own: the demo leaves no trace. */
export function makeDemoFolder(): DemoFolder {
  const root = mkdtempSync(join(tmpdir(), 'claw-demo-'))
  const workspace = join(root, 'orchard')
  mkdirSync(join(workspace, 'src'), { recursive: true })
  mkdirSync(join(workspace, '.closed_claw'))
  for (const [path, content] of Object.entries(FILES)) writeFileSync(join(workspace, path), content)
  return { workspace, userStateDir: join(root, 'state'), remove: () => rmSync(root, { recursive: true, force: true }) }
}
