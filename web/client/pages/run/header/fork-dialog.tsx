import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { forkAddress } from '../../../../../src/view/fork-address.ts'
import { FORK_SETTINGS, type ForkSettingName } from '../../../../../src/view/fork-rows.ts'
import { fittingSettings, settingNow } from '../../../../../src/view/fork-settings-at.ts'
import { visibleLine } from '../../../../../src/view/shown-text.ts'
import { treeRows } from '../../../../../src/view/trace/tree-rows.ts'
import { keys } from '../../../api/query-keys.ts'
import { Button } from '../../../kit/act/button.tsx'
import { Select } from '../../../kit/form/select.tsx'
import { TextArea } from '../../../kit/form/text-area.tsx'
import { ErrorNotice } from '../../../kit/notice/error-notice.tsx'
import { Skeleton } from '../../../kit/notice/skeleton.tsx'
import { Dialog } from '../../../kit/over/dialog.tsx'
import type { RunOfPage } from '../known-run.ts'
import { runApi } from '../run-api.ts'
import { useDeed } from './use-deed.ts'

interface ForkDialogProps {
  readonly run: RunOfPage
  /** The step that is looked at: the fork begins there, if it can. */
  readonly step: string | undefined
  readonly onClose: () => void
  readonly onForked: (run_id: string) => void
}

/** Another run that takes over what came before a step and goes on from there. */
export function ForkDialog({ run, step, onClose, onForked }: ForkDialogProps) {
  const { data, error } = useQuery({ queryKey: keys.runPart(run.run_id, 'steps'), queryFn: () => runApi.steps(run.run_id), staleTime: 0 })
  const steps = data?.steps ?? []
  const rows = treeRows(run.shown)
  const looked = rows.find(({ id }) => id === step)
  const [chosen, choose] = useState<string>()
  const from = chosen ?? (looked === undefined ? undefined : forkAddress(steps, looked)) ?? steps[0]?.address ?? ''
  const at = rows.find((row) => forkAddress(steps, row) === from)?.node
  const settings = at === undefined ? [] : fittingSettings(at)
  const [set, setSet] = useState<Readonly<Partial<Record<ForkSettingName, string>>>>({})
  const given = settings.flatMap((name) => (set[name] === undefined || set[name].trim() === '' ? [] : [[name, set[name]] as const]))
  const unused = settings.filter((name) => set[name] === undefined)
  const deed = useDeed<{ readonly run_id: string }>(({ run_id }) => onForked(run_id))
  const footer = (
    <>
      <Button onClick={onClose}>Leave it</Button>
      <Button
        variant="primary"
        icon="fork"
        busy={deed.busy}
        disabledBecause={from === '' ? 'There is no step to begin at.' : undefined}
        onClick={() => deed.run(() => runApi.fork(run.run_id, from, Object.fromEntries(given)))}
      >
        Fork
      </Button>
    </>
  )
  return (
    <Dialog
      open
      onClose={onClose}
      title="Fork the run"
      footer={footer}
      wide
      description="What came before the step is taken over and not paid again. It works on the files as they are now."
    >
      {error !== null && <ErrorNotice error={error} />}
      {data === undefined && error === null && <Skeleton lines={3} />}
      {steps.length > 0 && (
        <Select
          label="From which step?"
          value={from}
          onChange={choose}
          options={steps.map(({ address, what }) => ({
            value: address,
            label: visibleLine(address),
            hint: visibleLine(what).slice(0, 120),
          }))}
        />
      )}
      {settings
        .filter((name) => set[name] !== undefined)
        .map((name) => (
          <TextArea
            key={name}
            label={`${name} (${FORK_SETTINGS[name].value})`}
            hint={FORK_SETTINGS[name].what}
            mono={name === 'result'}
            rows={name === 'task' || name === 'result' ? 4 : 1}
            value={set[name] ?? ''}
            onChange={(text) => setSet({ ...set, [name]: text })}
          />
        ))}
      {unused.length > 0 && (
        <Select
          label="What is to be different?"
          value=""
          onChange={(name) => name !== '' && setSet({ ...set, [name]: at === undefined ? '' : settingNow(name, at) })}
          options={[
            { value: '' as ForkSettingName | '', label: given.length === 0 ? 'nothing: the same again from there on' : 'something else' },
            ...unused.map((name) => ({ value: name, label: name, hint: FORK_SETTINGS[name].what })),
          ]}
        />
      )}
      {deed.error !== undefined && <ErrorNotice error={deed.error} title="It was not forked" />}
    </Dialog>
  )
}
