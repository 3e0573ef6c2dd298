import { useState } from 'react'
import { changedMeanwhile } from '../../api/edit.ts'
import { Button } from '../../kit/act/button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { ErrorNotice } from '../../kit/notice/error-notice.tsx'
import { showToast } from '../../kit/notice/show-toast.ts'
import { Dialog } from '../../kit/over/dialog.tsx'
import { SettingField } from './setting-field.tsx'
import styles from './settings.module.css'
import { useSettingProblem } from './use-setting-problem.ts'
import { type Setting, useChangeSetting } from './use-settings.ts'

interface SettingDialogProps {
  readonly setting: Setting
  readonly onClose: () => void
}

/** One setting: its value by kind, checked as it is typed, saved or taken away. */
export function SettingDialog({ setting, onClose }: SettingDialogProps) {
  const [seen, setSeen] = useState(setting)
  const [text, setText] = useState(seen.value ?? '')
  const problem = useSettingProblem(seen.name, text)
  const change = useChangeSetting(seen)
  const send = async (value: string | null) => {
    await change.mutateAsync(value)
    showToast({
      title: value === null ? `${seen.name} is as it was by default.` : `${seen.name} is saved.`,
      description: 'It counts from the next run on.',
      tone: 'good',
    })
    onClose()
  }
  const lookAgain = () => {
    setSeen(setting)
    setText(setting.value ?? '')
    change.reset()
  }
  const save = () => void send(text).catch(() => undefined)
  return (
    <Dialog open onClose={onClose} title={seen.name} description={seen.description}>
      <Form
        label={`Edit ${seen.name}`}
        onSubmit={save}
        footer={
          <>
            <Button
              icon="undo"
              disabledBecause={seen.saved ? undefined : 'Nothing is saved for it.'}
              busy={change.isPending && change.variables === null}
              onClick={() => void send(null).catch(() => undefined)}
            >
              Reset
            </Button>
            <Button
              type="submit"
              variant="primary"
              busy={change.isPending && change.variables !== null}
              disabledBecause={problem === '' ? undefined : problem}
            >
              Save
            </Button>
          </>
        }
      >
        <SettingField setting={seen} value={text} onChange={setText} problem={problem} />
        <p className={styles.about}>
          {seen.default === '' ? 'Unset by default.' : `Default: ${seen.default}.`} It counts from the next run on; a run that goes on keeps
          what it began with.
        </p>
        {change.error !== null && (
          <ErrorNotice error={change.error} title={`${seen.name} was not changed`}>
            {changedMeanwhile(change.error) && (
              <Button size="s" icon="refresh" onClick={lookAgain}>
                Show it as it is now
              </Button>
            )}
          </ErrorNotice>
        )}
      </Form>
    </Dialog>
  )
}
