import { Button } from '../act/button.tsx'
import styles from './data-table.module.css'
import type { Selection } from './selection.ts'

export function SelectionBar({ selection: { keys, onChange, actions } }: { readonly selection: Selection }) {
  return (
    <div className={keys.size === 0 ? undefined : styles.bar}>
      <span role="status">{keys.size === 0 ? '' : `${keys.size} selected`}</span>
      {keys.size > 0 && (
        <>
          {actions}
          <Button variant="quiet" size="s" onClick={() => onChange(new Set())}>
            Clear selection
          </Button>
        </>
      )}
    </div>
  )
}
