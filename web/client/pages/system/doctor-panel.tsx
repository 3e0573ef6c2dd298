import { useState } from 'react'
import { formatDuration } from '../../../../src/view/format.ts'
import type { DoctorCheck } from '../../../../src/view/rows.ts'
import { Button } from '../../kit/act/button.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { isCommand } from '../../kit/notice/problem-of.ts'
import { Skeleton } from '../../kit/notice/skeleton.tsx'
import { Panel } from '../../kit/place/panel.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import { CommandLine } from '../../kit/show/command-line.tsx'
import { Said } from '../../kit/show/said.tsx'
import { Time } from '../../kit/show/time.tsx'
import { CureButton } from './cure-button.tsx'
import styles from './system.module.css'
import { useDoctor } from './use-doctor.ts'

const TONES = { ok: 'good', warn: 'warn', failed: 'bad' } as const
const ICONS = { ok: 'check', warn: 'alert', failed: 'close' } as const

/** The checks of `claw doctor`, one by one as they end; what is in order is folded away. */
export function DoctorPanel() {
  const { checks, at, isRunning, error, run } = useDoctor()
  const [all, setAll] = useState(false)
  const bad = checks.filter(({ state }) => state !== 'ok')
  const shown = all || isRunning ? checks : bad
  return (
    <Panel
      title="Doctor"
      flush
      actions={
        <Button size="s" icon="refresh" busy={isRunning} onClick={run}>
          {checks.length === 0 ? 'Check' : 'Check again'}
        </Button>
      }
    >
      {error !== undefined && <ErrorNotice error={error} title="The doctor did not finish" />}
      {checks.length === 0 && error === undefined && <Skeleton lines={6} />}
      <ul className={styles.list} aria-live="polite" aria-busy={isRunning}>
        {shown.map((check) => (
          <CheckItem key={check.name} check={check} onMended={run} />
        ))}
      </ul>
      {checks.length > 0 && !isRunning && (
        <p className={styles.calm}>
          {bad.length === 0
            ? `All ${checks.length} checks are in order`
            : `${checks.length - bad.length} of ${checks.length} checks are in order`}
          {at !== null && (
            <>
              , <Time at={at} />
            </>
          )}
          .{' '}
          <Button size="s" variant="quiet" pressed={all} onClick={() => setAll(!all)}>
            {all ? 'Show only what is not' : 'Show all'}
          </Button>
        </p>
      )}
    </Panel>
  )
}

interface CheckItemProps {
  readonly check: DoctorCheck
  readonly onMended: () => void
}

function CheckItem({ check: { name, state, detail, fix, required, duration_ms }, onMended }: CheckItemProps) {
  return (
    <li className={styles.check}>
      <Badge tone={TONES[state]} icon={ICONS[state]}>
        {state}
      </Badge>
      <div className={styles.words}>
        <span className={styles.name}>
          {name}
          {state === 'failed' && !required && ' (not required)'}
        </span>
        <p className={styles.detail}>
          <Said text={detail} />
        </p>
        {fix !== '' && (isCommand(fix) ? <CommandLine command={fix} /> : <p className={styles.detail}>{fix}</p>)}
        {state !== 'ok' && <CureButton fix={fix} onMended={onMended} />}
      </div>
      <span className={styles.detail}>{formatDuration(duration_ms)}</span>
    </li>
  )
}
