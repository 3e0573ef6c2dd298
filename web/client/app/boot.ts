import { applyPreferences } from './preferences.ts'

// A script of its own that the page waits for (web/build-client.mjs): the first paint has the chosen theme and density.
applyPreferences()
