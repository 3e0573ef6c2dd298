import { formatAge } from '../../../../src/view/format.ts'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import type { Source } from './source.ts'

const SHOWN = '6'

/** Runs by their task or id; the newest while nothing is typed. */
export const RUN_SOURCE: Source = {
  group: 'Runs',
  searches: 'server',
  find: async (text, router) => {
    const { runs } = await ask(client.runs.$get({ query: { limit: SHOWN, ...(text === '' ? {} : { text }) } }))
    return runs.map((run) => ({
      id: `run ${run.run_id}`,
      title: visibleLine(run.task),
      group: 'Runs',
      icon: 'run',
      aside: `${run.run_id.slice(0, 6)} · ${run.status} · ${formatAge(run.created_at, Date.now())}`,
      run: () => void router.navigate({ to: '/runs/$run_id', params: { run_id: run.run_id } }),
    }))
  },
}
