import { useQuery } from '@tanstack/react-query'
import { visibleLine } from '../../../../src/view/shown-text.ts'
import { showToast } from '../../kit/notice/show-toast.ts'
import { ConfirmDialog } from '../../kit/over/confirm-dialog.tsx'
import { restoreVersion, textsQuery } from './agent-queries.ts'

interface RestoreVersionDialogProps {
  readonly agent_id: string
  readonly version: number | undefined
  readonly onClose: () => void
}

export function RestoreVersionDialog({ agent_id, version, onClose }: RestoreVersionDialogProps) {
  const { data, refetch } = useQuery(textsQuery(agent_id))
  return (
    <ConfirmDialog
      open={version !== undefined}
      onClose={onClose}
      title={`Restore version ${version ?? ''} of ${visibleLine(agent_id)}?`}
      action="Restore"
      onConfirm={async () => {
        // It is put back over what was shown: what somebody else has saved since is looked at first.
        const saved = await restoreVersion(agent_id, version ?? 0, data?.digest ?? '').catch(async (error: unknown) => {
          await refetch()
          throw error
        })
        showToast({
          title: saved.changed ? `Version ${version} is back` : `It is as version ${version} was`,
          description: saved.changed ? `The former form is version ${saved.version_kept}.` : '',
          tone: 'good',
        })
      }}
    >
      <p>
        Its manifest.json and skill.md become what they were. The present form becomes a version, so this can be undone in the same way.
      </p>
    </ConfirmDialog>
  )
}
