import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs that a newcomer's machine may lack, and the tests that cannot run without them. */
const NEEDED = [
  {
    program: 'bwrap',
    install: 'apt-get install bubblewrap',
    files: [
      'tests/sandbox/**',
      'tests/tools/shell/**',
      'tests/durability/**',
      'tests/coordinator/**',
      'tests/attack/**',
      'tests/cli/built/**',
      'tests/planning/rules/built/**',
      'tests/creation/**',
    ],
  },
  { program: 'podman', install: 'apt-get install podman runc', files: ['tests/sandbox/container*.test.ts', 'tests/attack/shell.test.ts'] },
  { program: 'runc', install: 'apt-get install podman runc', files: ['tests/sandbox/container*.test.ts', 'tests/attack/shell.test.ts'] },
  { program: 'socat', install: 'apt-get install socat ripgrep', files: ['tests/sandbox/srt*.test.ts', 'tests/attack/shell.test.ts'] },
  { program: 'rg', install: 'apt-get install socat ripgrep', files: ['tests/sandbox/srt*.test.ts', 'tests/attack/shell.test.ts'] },
  { program: 'git', install: 'apt-get install git', files: ['tests/project/**', 'tests/runtime/rules/**', 'tests/planning/rules/**'] },
  {
    program: 'python3',
    install: 'apt-get install python3',
    files: [
      'tests/capsules/supervisor/**',
      'tests/tools/shell/**',
      'tests/coordinator/**',
      'tests/attack/**',
      'tests/planning/rules/**',
      'tests/creation/**',
      'tests/cli/built/agent-test.test.ts',
      'tests/cli/built/packed-chunks.test.ts',
      'tests/cli/built/agent-edit-terminal.test.ts',
      'tests/setup/setup-terminal.test.ts',
      'tests/menu/**',
      'tests/web/creation.test.ts',
      'tests/web/sign-in.test.ts',
    ],
  },
  {
    program: 'chromium',
    install: 'apt-get install chromium',
    files: [
      'tests/web/browser.test.ts',
      'tests/web/creation.test.ts',
      'tests/web/dashboard-harness.test.ts',
      'tests/web/every-page.test.ts',
      'tests/web/sign-in.test.ts',
      'tests/web/xss-corpus.test.ts',
      'tests/web/kit/**',
      'tests/web/pages/**',
    ],
  },
] as const

export function missingPrograms(): readonly { program: string; install: string; files: readonly string[] }[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return NEEDED.filter(({ program }) => !folders.some((folder) => existsSync(join(folder, program))))
}
