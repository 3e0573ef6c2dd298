import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { clawPlace } from '../helpers/claw-place.ts'
import { openRegistry } from '../menu/seed-runs.ts'
import { measure } from './measure.ts'
import { type OpenedDashboard, openDashboard } from './open-dashboard.ts'
import type { Row } from './row.ts'

const READERS = 200
const BATCHES = 40
const EVENTS_A_BATCH = 25
const BATCH_MS = 50

/** What it takes the server to tell everybody of a busy run, in time of the processor: for many readers, against one. */
export async function benchFeed(repetitions: number): Promise<Row[]> {
  const place = clawPlace({ 'a.ts': 'export const a = 1\n' })
  const ran = await place.run(['run', 'How many TypeScript files are here?', '--no-input', '--json'])
  const { run_id } = JSON.parse(ran.stdout) as { run_id: string }
  const store = openRegistry(place)
  const server = await openDashboard(place)
  const tell = (): Promise<void> =>
    busyRun((n) => store.events.appendUnfenced(run_id, { type: 'capsule.progress', data: { text: `step ${n}` } }), store.transaction)
  const spent = (readers: number) => async (): Promise<number> => {
    const sockets = await Promise.all(Array.from({ length: readers }, () => reader(server)))
    const before = processorMs(server.pid)
    await tell()
    const after = processorMs(server.pid)
    for (const socket of sockets) socket.destroy()
    return after - before
  }
  const least = await measure(
    [
      { name: 'one', run: spent(1) },
      { name: 'many', run: spent(READERS) },
      { name: 'idle', run: () => idle(server) },
    ],
    repetitions,
  )
  server.end()
  store.close()
  place.remove()
  const floor = { name: '1 reader', value: least['one'] ?? Number.NaN }
  return [
    {
      what: `dashboard: ${BATCHES * EVENTS_A_BATCH} events to ${READERS} readers`,
      value: least['many'] ?? Number.NaN,
      unit: 'ms',
      floor,
      budget: 6,
    },
    { what: 'dashboard: 10 s of an idle workspace', value: least['idle'] ?? Number.NaN, unit: 'ms', budget: 100 },
  ]
}

async function busyRun(append: (n: number) => void, transaction: (fence: undefined, fn: () => void) => void): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch += 1) {
    transaction(undefined, () => {
      for (let n = 0; n < EVENTS_A_BATCH; n += 1) append(batch * EVENTS_A_BATCH + n)
    })
    await sleep(BATCH_MS)
  }
  await sleep(300)
}

async function idle(server: OpenedDashboard): Promise<number> {
  const socket = await reader(server)
  await sleep(3000)
  const before = processorMs(server.pid)
  await sleep(10_000)
  socket.destroy()
  return processorMs(server.pid) - before
}

async function reader({ port, cookie }: OpenedDashboard): Promise<Socket> {
  const socket = createConnection(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET /api/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  if (!answer.toString().startsWith('HTTP/1.1 200')) throw new Error(`The stream was refused: ${answer}`)
  return socket.on('data', () => undefined)
}

/** Time of the processor that a process has taken; Linux counts it in hundredths of a second. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
