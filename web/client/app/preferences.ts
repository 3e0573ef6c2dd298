/** What a person has chosen for this browser. The first value is the one without a choice. */
export const PREFERENCES = {
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  sidebar: ['open', 'folded'],
  /** Shortcuts of a single letter: whoever speaks to the machine, or hits keys by chance, switches them off. */
  keys: ['on', 'off'],
} as const

export type PreferenceName = keyof typeof PREFERENCES
export type Preference<N extends PreferenceName> = (typeof PREFERENCES)[N][number]

const PREFIX = 'claw.'

export function readPreference<N extends PreferenceName>(name: N): Preference<N> {
  const choices: readonly Preference<N>[] = PREFERENCES[name]
  const kept = stored(name)
  return choices.find((choice) => choice === kept) ?? (choices[0] as Preference<N>)
}

/** Keeps the choice and shows it; the other tabs hear of it by their `storage` event. */
export function writePreference<N extends PreferenceName>(name: N, value: Preference<N>): void {
  try {
    localStorage.setItem(PREFIX + name, value)
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
  document.documentElement.setAttribute(`data-${name}`, value)
}

/** As attributes of the root, from which tokens.css and the shell take their values. */
export function applyPreferences(): void {
  for (const name of Object.keys(PREFERENCES) as PreferenceName[])
    document.documentElement.setAttribute(`data-${name}`, readPreference(name))
}

export function isPreferenceKey(key: string | null): boolean {
  return key === null || key.startsWith(PREFIX)
}

function stored(name: PreferenceName): string | null {
  try {
    return localStorage.getItem(PREFIX + name)
  } catch {
    return null
  }
}
