import { writeSync } from 'node:fs'
import { ClawError } from '../../src/kernel/claw-error.ts'
import { openStore } from '../../src/store/open-store.ts'
import { currentOwner } from '../../src/store/owner.ts'
import { newRun, RUN, storeOptions } from './store-fixture.ts'

/** A second process for the tests: `<job> <dir> [count]`. Its lines on stdout are what the test waits for. */
const [job = '', dir = '', count = '0'] = process.argv.slice(2)
const say = (line: string): void => void writeSync(1, `${line}\n`)

function claim(): void {
  const store = openStore(storeOptions(dir))
  try {
    say(`claimed ${store.runs.claim(RUN, currentOwner()).epoch}`)
  } catch (error) {
    say(error instanceof ClawError ? `${error.code} ${error.message}` : String(error))
    store.close()
    return
  }
  // Holds the run until it is killed.
  setInterval(() => undefined, 60_000)
}

function append(): void {
  const store = openStore(storeOptions(dir))
  for (let i = 0; i < Number(count); i += 1) {
    store.transaction(undefined, () => {
      store.events.appendUnfenced(RUN, { type: 'capsule.progress', data: { text: `${process.pid} ${i}` } })
      store.audit.append({ actor: 'test', action: 'append', target: `${process.pid} ${i}` })
    })
  }
  store.close()
  say('done')
}

function open(): void {
  const store = openStore(storeOptions(dir))
  store.runs.create(newRun(process.pid.toString(16).padStart(12, '0')))
  say(store.integrity())
  store.close()
}

/** Writes until it is killed; each line is an acknowledged transaction. */
function flood(): void {
  const store = openStore(storeOptions(dir))
  const fence = store.runs.claim(RUN, currentOwner())
  for (let i = 1; ; i += 1) {
    store.transaction(fence, () => {
      store.events.append(fence, { type: 'capsule.progress', data: { text: 'x'.repeat(i % 3000) } })
      store.audit.append({ actor: 'test', action: 'flood', target: `${i}` })
    })
    say(`${i}`)
  }
}

const jobs: Record<string, () => void> = { claim, append, open, flood }
jobs[job]?.()
