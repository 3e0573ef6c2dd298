import { spawnSync } from 'node:child_process'

/** `npm test`: vitest over everything, and a report for CI when CLAW_TEST_REPORT names a file. */
const report = process.env['CLAW_TEST_REPORT']
const reporters = report === undefined ? [] : ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
const ran = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
process.exitCode = ran.status ?? 1
