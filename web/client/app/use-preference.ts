import { useSyncExternalStore } from 'react'
import { applyPreferences, isPreferenceKey, type Preference, type PreferenceName, readPreference, writePreference } from './preferences.ts'

const listeners = new Set<() => void>()

/** The choice, and how to change it: for this tab at once, for the others by their `storage` event. */
export function usePreference<N extends PreferenceName>(name: N): readonly [Preference<N>, (value: Preference<N>) => void] {
  const value = useSyncExternalStore(subscribe, () => readPreference(name))
  return [value, (next) => choosePreference(name, next)]
}

export function choosePreference<N extends PreferenceName>(name: N, value: Preference<N>): void {
  writePreference(name, value)
  tell()
}

function subscribe(changed: () => void): () => void {
  if (listeners.size === 0) addEventListener('storage', heard)
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
    if (listeners.size === 0) removeEventListener('storage', heard)
  }
}

function heard({ key }: StorageEvent): void {
  if (!isPreferenceKey(key)) return
  applyPreferences()
  tell()
}

function tell(): void {
  for (const listener of [...listeners]) listener()
}
