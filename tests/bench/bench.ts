import { builtSizes } from '../check/built-sizes.ts'
import { CAPSULE_BUDGET, DIST_BUDGET } from '../check/check-sizes.ts'
import { benchCapsule } from './bench-capsule.ts'
import { benchCommands } from './bench-commands.ts'
import { benchDesk } from './bench-desk.ts'
import { benchFeed } from './bench-feed.ts'
import { benchMemory } from './bench-memory.ts'
import { benchMenu } from './bench-menu.ts'
import { benchPages } from './bench-pages.ts'
import { benchRouting } from './bench-routing.ts'
import { benchRuns } from './bench-runs.ts'
import { benchWeb } from './bench-web.ts'
import { isWithin, judged, type Row, table } from './row.ts'

/** `npm run bench [-- --json]`: each budget with its figure, as a ratio to a floor of the same run. It judges nothing: it prints. */
const rows: Row[] = [
  ...(await benchCommands(15)),
  ...(await benchCapsule(15)),
  ...(await benchDesk(20)),
  ...(await benchRuns(10)),
  ...(await benchRouting(200)),
  ...(await benchMemory(100)),
  ...(await benchWeb(7)),
  ...(await benchFeed(2)),
  ...(await benchPages(5)),
  ...(await benchMenu(15)),
  ...sizes(),
]

if (process.argv.includes('--json')) console.log(JSON.stringify(rows.map((row) => ({ ...row, judged: judged(row), ok: isWithin(row) }))))
else console.log(table(rows))

function sizes(): Row[] {
  const { capsuleBytes, distBytes } = builtSizes()
  return [
    { what: 'dist/capsule.cjs with the agent loop', value: capsuleBytes / 1000, unit: 'kB', budget: CAPSULE_BUDGET / 1000 },
    { what: 'everything in dist', value: distBytes / 1000, unit: 'kB', budget: DIST_BUDGET / 1000 },
  ]
}
