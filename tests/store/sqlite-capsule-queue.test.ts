import { capsuleQueueContract } from './capsule-queue.contract.ts'
import { storeFixture, testClock } from './store-fixture.ts'

capsuleQueueContract('SQLite', () => {
  const clock = testClock()
  const fixture = storeFixture({ clock })
  return { queue: fixture.store.queue, advance: clock.advance, dispose: fixture.dispose }
})
