import { configDefaults, defineConfig } from 'vitest/config'
import { missingPrograms } from './tests/machine.ts'

// A newcomer's machine may lack a program: what needs it is left out, and said. In CI nothing is left out: it fails there.
const missing = process.env['CI'] ? [] : missingPrograms()
for (const { program, install } of missing) console.warn(`${program} is not installed, so the tests that need it are left out: ${install}`)

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...missing.flatMap(({ files }) => files)],
    globalSetup: ['tests/global-setup.ts'],
    // Tests start real processes: more than one worker a core only makes them wait for each other.
    pool: 'forks',
    maxWorkers: 2,
    // Hundreds of tests start processes on two cores: one that fails by the load of the others alone gets a second try in CI.
    retry: process.env['CI'] ? 1 : 0,
    // A page that is polled for shares its core with the browser and the runs: the second that is the default is not enough there.
    expect: { poll: { timeout: 15_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
  },
})
