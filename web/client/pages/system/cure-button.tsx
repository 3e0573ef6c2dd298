import { cureOf } from '../../../../src/view/menu/places/doctor/cure-of.ts'
import { ButtonLink } from '../../kit/act/link.tsx'
import { MendButton } from './mend-button.tsx'

/** What a check names as its way out, where the dashboard can do it or has a place for it. */
export function CureButton({ fix, onMended }: { readonly fix: string; readonly onMended: () => void }) {
  const cure = cureOf(fix)
  if (cure === undefined) return null
  if (typeof cure === 'string') return <MendButton cure={cure} onMended={onMended} />
  switch (cure.to) {
    case 'setup':
    case 'models':
      return (
        <ButtonLink size="s" to="/settings" search={{ tab: 'models' }}>
          Go to the models
        </ButtonLink>
      )
    case 'settings':
      return (
        <ButtonLink size="s" to="/settings" search={{ state: 'noted' }}>
          Go to the settings
        </ButtonLink>
      )
    case 'audit':
      return (
        <ButtonLink size="s" to="/audit">
          Go to the audit log
        </ButtonLink>
      )
    case 'agents':
      return (
        <ButtonLink size="s" to="/agents" search={{ status: 'broken' }}>
          See the broken agents
        </ButtonLink>
      )
    case 'run':
      return (
        <ButtonLink size="s" to="/runs/$run_id" params={{ run_id: cure.run_id }}>
          Open the run
        </ButtonLink>
      )
    default:
      return null
  }
}
