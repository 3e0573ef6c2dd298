import { useState } from 'react'
import { EXIT_CODES } from '../../../../../src/kernel/exit-codes.ts'
import { exactJson, visibleLine } from '../../../../../src/view/shown-text.ts'
import { Button } from '../../../kit/act/button.tsx'
import { NumberField } from '../../../kit/form/number-field.tsx'
import { RadioGroup } from '../../../kit/form/radio-group.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Dialog } from '../../../kit/over/dialog.tsx'
import { Exact } from '../exact.tsx'
import type { RunOfPage } from '../known-run.ts'
import { runApi } from '../run-api.ts'
import type { ResumeWish } from './resume-wish.ts'
import { useDeed } from './use-deed.ts'

type Verdict = NonNullable<ResumeWish['in_doubt']>
type Limits = 'same' | 'none' | 'new'

const VERDICTS = [
  { value: 'done', label: 'Done', hint: 'It happened: go on without doing it again.' },
  { value: 'retry', label: 'Retry', hint: 'Do it once more, though it may happen twice.' },
  { value: 'abandon', label: 'Abandon', hint: 'Leave it: the agent is told that it failed.' },
] as const

const LIMITS = [
  { value: 'same', label: 'As before', hint: 'The limits that it was started with.' },
  { value: 'new', label: 'Others', hint: 'What is left empty stays as before.' },
  { value: 'none', label: 'No limit of tokens or money', hint: 'It goes on until it is done.' },
] as const

/** Going on: what is in doubt is decided, and the limits may be others. */
export function ResumeDialog({ run, onClose }: { readonly run: RunOfPage; readonly onClose: () => void }) {
  const doubts = run.view.in_doubt
  const [verdict, setVerdict] = useState<Verdict | ''>('')
  const [limits, setLimits] = useState<Limits>(run.row?.exit_code === EXIT_CODES.limit ? 'new' : 'same')
  const [tokens, setTokens] = useState<number | null>(null)
  const [cost, setCost] = useState<number | null>(null)
  const [seconds, setSeconds] = useState<number | null>(null)
  const deed = useDeed(onClose)
  const wish: ResumeWish = { ...(verdict === '' ? {} : { in_doubt: verdict }), ...limitsOf(limits, { tokens, cost, seconds }) }
  const refusal = (): string | undefined => {
    if (doubts.length > 0 && verdict === '') return 'Say first whether it was done.'
    return limits === 'new' && tokens === null && cost === null && seconds === null ? 'Say another limit first.' : undefined
  }
  const footer = (
    <>
      <Button onClick={onClose}>Leave it</Button>
      <Button
        variant="primary"
        busy={deed.busy}
        disabledBecause={refusal()}
        onClick={() => deed.run(() => runApi.resume(run.run_id, wish))}
      >
        Resume
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title="Go on with the run?" footer={footer}>
      {run.view.error !== null && <p>{visibleLine(run.view.error.message)}</p>}
      {doubts.length > 0 && (
        <>
          <p>claw was ended while this was under way, and nothing tells whether it happened:</p>
          {doubts.map(({ intent_id, tool, args }) => (
            <Exact key={intent_id} label={`Arguments of ${visibleLine(tool)}`} text={`${visibleLine(tool)} ${exactJson(args)}`} />
          ))}
          <RadioGroup label="Was it done?" value={verdict} onChange={setVerdict} options={VERDICTS} />
        </>
      )}
      <RadioGroup label="Limits" value={limits} onChange={setLimits} options={LIMITS} />
      {limits === 'new' && (
        <>
          <NumberField label="Tokens over the whole run" value={tokens} onChange={setTokens} min={1} />
          <NumberField label="US dollars over the whole run" value={cost} onChange={setCost} min={0} />
          <NumberField label="Seconds, from now on" value={seconds} onChange={setSeconds} min={1} />
        </>
      )}
      {deed.error !== undefined && <ErrorNotice error={deed.error} title="It was not resumed" />}
    </Dialog>
  )
}

interface NewLimits {
  readonly tokens: number | null
  readonly cost: number | null
  readonly seconds: number | null
}

function limitsOf(choice: Limits, { tokens, cost, seconds }: NewLimits): ResumeWish {
  if (choice === 'none') return { max_tokens: null, max_cost_usd: null }
  if (choice === 'same') return {}
  return {
    ...(tokens === null ? {} : { max_tokens: tokens }),
    ...(cost === null ? {} : { max_cost_usd: cost }),
    ...(seconds === null ? {} : { timeout_ms: seconds * 1000 }),
  }
}
