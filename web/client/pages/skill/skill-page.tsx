import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { pinText } from '../../../../src/view/agent-text.ts'
import { visibleLine, visibleText } from '../../../../src/view/shown-text.ts'
import type { SkillDetail } from '../../../../src/view/skill-rows.ts'
import { ApiError } from '../../api/api-error.ts'
import { Button } from '../../kit/act/button.tsx'
import { ButtonLink, Link } from '../../kit/act/link.tsx'
import { Empty } from '../../kit/notice/empty.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { Notice } from '../../kit/notice/notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { Page } from '../../kit/place/page.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { KeyValues } from '../../kit/show/key-values.tsx'
import { TextView } from '../../kit/text/text-view.tsx'
import styles from '../agent/links.module.css'
import { PinChanges } from '../agent/pin-changes.tsx'
import { acceptSkill, skillChangesOf, skillQuery } from '../skills/skill-queries.ts'
import { SkillStanding } from '../skills/skill-standing.tsx'
import { RecipeList } from './recipe-list.tsx'

const here = getRouteApi('/skills/$skill_id')

/** One skill: its text, its recipes, who uses it, where it comes from. */
export function SkillPage() {
  const { skill_id } = here.useParams()
  const { data: skill, error, refetch } = useQuery(skillQuery(skill_id))
  if (skill !== undefined) return <Shown skill={skill} />
  return (
    <Page title={visibleLine(skill_id)}>
      {error === null ? (
        <Skeleton lines={10} />
      ) : error instanceof ApiError && error.status === 404 ? (
        <Empty title="There is no such skill" action={<ButtonLink to="/skills">All skills</ButtonLink>} />
      ) : (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      )}
    </Page>
  )
}

function Shown({ skill }: { readonly skill: SkillDetail }) {
  const { skill_id, description, text, problem, recipe_list, recipe_problems } = skill
  return (
    <Page
      title={visibleLine(skill_id)}
      beside={<SkillStanding skill={skill} />}
      description={visibleLine(description)}
      actions={
        <ButtonLink to="/why" search={{ about: 'skill' }} icon="question">
          Which tasks bring it?
        </ButtonLink>
      }
    >
      {problem !== null && (
        <Notice tone="bad" title="It is rejected, so no agent is taught it">
          <p>{visibleText(problem)}</p>
        </Notice>
      )}
      <Acceptance skill={skill} />
      <Panel title="What it is">
        <KeyValues pairs={facts(skill)} />
      </Panel>
      <Panel title="SKILL.md">
        {text === null ? <Empty title="It cannot be read" /> : <TextView label="Text of SKILL.md" text={text} numbered fold={80} />}
      </Panel>
      <RecipeList recipes={recipe_list} problems={recipe_problems} />
    </Page>
  )
}

function facts({ skill_id, folder, tools, agents, pin, shadows }: SkillDetail): (readonly [string, React.ReactNode])[] {
  return [
    ['folder', <code key="folder">{visibleLine(folder)}</code>],
    ['about tools', visibleLine(tools.join(', ')) || 'none in particular'],
    ['used by', agents.length === 0 ? 'nobody' : <LinkedAgents key="agents" agents={agents} />],
    ['pin', visibleLine(pinText(pin, `claw skills accept ${skill_id}`))],
    ['digest', pin.digest === null ? undefined : <code key="digest">{pin.digest.slice(0, 16)}</code>],
    ['hides', shadows.length === 0 ? undefined : shadows.map((hidden) => <code key={hidden}>{visibleLine(hidden)} </code>)],
  ]
}

function LinkedAgents({ agents }: { readonly agents: readonly string[] }) {
  return (
    <span className={styles.links}>
      {agents.map((agent_id) => (
        <Link key={agent_id} to="/agents/$agent_id" params={{ agent_id }}>
          {visibleLine(agent_id)}
        </Link>
      ))}
    </span>
  )
}

function Acceptance({ skill: { skill_id, pin } }: { readonly skill: SkillDetail }) {
  const [asking, setAsking] = useState(false)
  const due = pin.state === 'asks' || pin.state === 'applies' || pin.trust === 'found'
  if (!due || pin.digest === null) return null
  const { digest } = pin
  return (
    <Notice
      tone={pin.state === 'asks' ? 'warn' : 'info'}
      title={
        pin.state === 'asks'
          ? 'It changed: its recipes are not used before somebody accepts it'
          : pin.state === 'applies'
            ? 'It changed; the next run takes it as it is'
            : 'It was found here and accepted by nobody: its text counts as untrusted'
      }
    >
      {pin.what.length > 0 && (
        <ul>
          {pin.what.map((one) => (
            <li key={one}>{visibleLine(one)}</li>
          ))}
        </ul>
      )}
      {pin.state !== 'same' && <PinChanges {...skillChangesOf(skill_id)} />}
      <Button size="s" onClick={() => setAsking(true)}>
        Accept it as it is
      </Button>
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={`Accept the skill ${visibleLine(skill_id)} as it is?`}
        action="Accept"
        onConfirm={async () => {
          await acceptSkill(skill_id, digest)
          showToast({ title: `${skill_id} is accepted as it is`, tone: 'good' })
        }}
      >
        <p>Its text and its recipes are taken as they are now. If they change before you confirm, nothing is accepted.</p>
        <p>
          Digest <code>{digest}</code>
        </p>
      </ConfirmDialog>
    </Notice>
  )
}
