import { capsuleLaunch } from '../../../src/capsules/capsule-launch.ts'
import { createCapsuleRunner } from '../../../src/capsules/supervisor/create-capsule-runner.ts'
import { systemClock } from '../../../src/kernel/clock.ts'
import { createNoneDriver } from '../../../src/sandbox/none-driver.ts'
import { descendants } from '../../../src/sandbox/process-tree.ts'
import { selectSandbox } from '../../../src/sandbox/select-sandbox.ts'
import { taskRequest } from '../../helpers/task-request.ts'

// A host whose capsule waits for an answer that never comes. Prints the pids of all that it started, then waits to be killed.
const [, , driver = 'none', packageDir = ''] = process.argv
const sandbox = driver === 'none' ? createNoneDriver() : (await selectSandbox('auto')).driver
const runCapsule = createCapsuleRunner({ sandbox, clock: systemClock })

await runCapsule({
  launch: capsuleLaunch({
    agent: { manifest: { entrypoint: 'builtin' } } as never,
    packageDir,
    engine: 'model',
    nodePath: process.execPath,
  }),
  request: taskRequest({ engine: 'model' }),
  limits: { handshake_ms: 20_000, idle_ms: 60_000, wall_ms: 60_000, grace_ms: 1000 },
  signal: new AbortController().signal,
  observer: { onStarted: () => {}, onExited: () => {}, onProgress: () => {} },
  onIntent: () => {
    process.stdout.write(`${JSON.stringify(descendants(process.pid))}\n`)
    return new Promise(() => {})
  },
})
