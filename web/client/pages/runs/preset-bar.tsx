import { useState } from 'react'
import { isPreset, RUN_PRESETS, type RunPreset } from '../../../../src/view/runs/run-presets.ts'
import { isFiltered, type RunsSearch } from '../../../../src/view/runs/runs-search.ts'
import { Button } from '../../kit/act/button.tsx'
import { IconButton } from '../../kit/act/icon-button.tsx'
import { Form } from '../../kit/form/form.tsx'
import { TextField } from '../../kit/form/text-field.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { Badge } from '../../kit/show/badge.tsx'
import styles from './runs.module.css'
import type { StatusCounts } from './runs-filters.tsx'
import { useSavedPresets } from './use-saved-presets.ts'

interface PresetBarProps {
  readonly search: RunsSearch
  readonly counts: StatusCounts
  readonly onLook: (search: Partial<RunsSearch>) => void
}

/** Looks that stand ready, and those that were saved. */
export function PresetBar({ search, counts, onLook }: PresetBarProps) {
  const saved = useSavedPresets()
  const [naming, setNaming] = useState(false)
  const chip = (preset: RunPreset) => (
    <Button key={preset.name} size="s" variant="quiet" pressed={isPreset(preset, search)} onClick={() => onLook(preset.search)}>
      {preset.name}
      <Count preset={preset} counts={counts} />
    </Button>
  )
  const known = [...RUN_PRESETS, ...saved.presets].some((preset) => isPreset(preset, search))
  return (
    <fieldset className={styles.presets} aria-label="Presets">
      {RUN_PRESETS.map(chip)}
      {saved.presets.map((preset) => (
        <span key={preset.name} className={styles.saved}>
          {chip(preset)}
          <IconButton icon="close" size="s" label={`Forget the preset ${preset.name}`} onClick={() => saved.remove(preset.name)} />
        </span>
      ))}
      {isFiltered(search) && !known && (
        <Button size="s" variant="quiet" icon="plus" onClick={() => setNaming(true)}>
          Save as preset
        </Button>
      )}
      {naming && <NamePreset onClose={() => setNaming(false)} onSave={(name) => saved.save(name, search)} />}
    </fieldset>
  )
}

/** Only of what is a matter of the status alone. */
function Count({ preset: { search }, counts }: { readonly preset: RunPreset; readonly counts: PresetBarProps['counts'] }) {
  const [name, ...others] = Object.keys(search)
  if (name !== 'status' || others.length > 0) return null
  const count = (search.status ?? '').split(',').reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  return count === 0 ? null : <Badge tone="dim">{count}</Badge>
}

function NamePreset({ onClose, onSave }: { readonly onClose: () => void; readonly onSave: (name: string) => void }) {
  const [name, setName] = useState('')
  const save = (): void => {
    if (name.trim() === '') return
    onSave(name)
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title="Save this look" description="It is kept in this browser, with its filters and its order.">
      <Form
        label="Preset"
        onSubmit={save}
        footer={
          <Button type="submit" variant="primary" disabledBecause={name.trim() === '' ? 'It needs a name.' : undefined}>
            Save
          </Button>
        }
      >
        <TextField label="Name" value={name} onChange={setName} maxLength={40} />
      </Form>
    </Dialog>
  )
}
