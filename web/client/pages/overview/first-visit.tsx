import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ask } from '../../api/ask.ts'
import { client } from '../../api/client.ts'
import { useStatus } from '../../api/status.ts'
import { openNewRun } from '../../app/doors.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink, Link } from '../../kit/act/link.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { EXAMPLE_TASKS } from './example-tasks.ts'
import styles from './overview.module.css'

/** Before the first run: one click away from it. */
export function FirstVisit() {
  const { data } = useStatus()
  const navigate = useNavigate()
  const start = useMutation({
    mutationFn: (task: string) => ask(client.runs.$post({ json: { task } })),
    onSuccess: ({ run_id }) => navigate({ to: '/runs/$run_id', params: { run_id } }),
  })
  return (
    <Page
      title="Overview"
      description="Give claw a task: it plans it, has agents carry it out, and shows exactly what each of them was told and did. Nothing has run here yet."
    >
      <div className={styles.pair}>
        <Panel title="Begin with one of these">
          <div className={styles.examples}>
            {EXAMPLE_TASKS.map((task, n) => (
              <Button
                key={task}
                variant={n === 0 ? 'primary' : 'plain'}
                icon="play"
                busy={start.isPending && start.variables === task}
                onClick={() => start.mutate(task)}
              >
                {task}
              </Button>
            ))}
            <Button icon="plus" onClick={() => openNewRun()}>
              Something else
            </Button>
            {start.error !== null && <ErrorNotice error={start.error} title="The run was not started" />}
          </div>
        </Panel>
        <HowItGoes agents={data?.agents} />
      </div>
      {data?.engine === 'rules' && (
        <Panel title="No language model is connected">
          <p className={styles.lead}>
            These tasks are planned by rules and work without one, offline and at no cost. With a model claw plans anything.
          </p>
          <ButtonLink to="/settings" search={{ tab: 'models' }}>
            Connect a model
          </ButtonLink>
        </Panel>
      )}
    </Page>
  )
}

/** What a newcomer is about to see. */
function HowItGoes({ agents }: { readonly agents: number | undefined }) {
  return (
    <Panel title="What happens then">
      <ol className={styles.way}>
        <li>
          <strong>It is planned.</strong> The task is cut into parts, by rules or by a language model.
        </li>
        <li>
          <strong>Agents take the parts.</strong> Each is done by the one that fits best{' '}
          {agents !== undefined && agents > 0 && <Link to="/agents">of {agents} here</Link>}, in a process without keys or network.
        </li>
        <li>
          <strong>You decide what leaves this folder.</strong> Within it agents work by themselves; anything beyond waits for your{' '}
          <Link to="/approvals">approval</Link>.
        </li>
        <li>
          <strong>All of it can be seen.</strong> Every prompt, decision, command and changed file is kept, and changes can be undone.
        </li>
      </ol>
    </Panel>
  )
}
