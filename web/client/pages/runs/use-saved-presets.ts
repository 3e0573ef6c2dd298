import { useState } from 'react'
import { type RunPreset, readPresets, withPreset } from '../../../../src/view/runs/run-presets.ts'
import type { RunsSearch } from '../../../../src/view/runs/runs-search.ts'

const KEY = 'claw.run-presets'

export interface SavedPresets {
  readonly presets: readonly RunPreset[]
  save(name: string, search: RunsSearch): void
  remove(name: string): void
}

/** Looks at the runs that this browser keeps. */
export function useSavedPresets(): SavedPresets {
  const [presets, setPresets] = useState(() => readPresets(stored()))
  const keep = (next: readonly RunPreset[]): void => {
    setPresets(next)
    try {
      localStorage.setItem(KEY, JSON.stringify(next))
    } catch {
      // A browser that keeps nothing: they hold for this page.
    }
  }
  return {
    presets,
    save: (name, search) => keep(withPreset(presets, name, search)),
    remove: (name) => keep(presets.filter((one) => one.name !== name)),
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}
