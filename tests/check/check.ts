import { spawnSync } from 'node:child_process'
import { checkDependencyPage } from './check-dependency-page.ts'
import { checkSizes } from './check-sizes.ts'
import { codeFigures } from './code-figures.ts'

/** `npm run check [-- step...]`: one line a step with its time; ends non-zero when one fails. */
interface Step {
  readonly name: string
  run(): StepResult
}

export interface StepResult {
  readonly ok: boolean
  readonly output: string
}

const STEPS: readonly Step[] = [
  { name: 'types', run: () => all(['tsc', '--noEmit', '-p', '.'], ['tsc', '-b', 'tsconfig.layers.json']) },
  { name: 'lint', run: () => all(['biome', 'check', '--error-on-warnings', '.']) },
  { name: 'dead-code', run: () => all(['knip', '--no-progress']) },
  { name: 'architecture', run: () => all(['vitest', 'run', 'tests/architecture']) },
  {
    name: 'docs',
    run: () =>
      both(
        all(['tsx', 'tests/check/generate-protocol.ts', '--check'], ['tsx', 'tests/check/generate-docs.ts', '--check']),
        checkDependencyPage(),
      ),
  },
  { name: 'sizes', run: checkSizes },
  { name: 'figures', run: codeFigures },
  { name: 'tests', run: () => all(['tsx', 'tests/check/run-tests.ts']) },
]

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`No step '${unknown.join("', '")}'. Steps: ${STEPS.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}
const failed = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)).filter((step) => !passes(step))
process.exitCode = failed.length === 0 ? 0 : 1

function passes({ name, run }: Step): boolean {
  const start = performance.now()
  const { ok, output } = run()
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${seconds.padStart(6)} s`)
  if (output !== '' && (!ok || name === 'figures' || name === 'sizes')) console.log(output.replace(/^/gm, '         '))
  return ok
}

function all(...commands: readonly (readonly string[])[]): StepResult {
  const results = commands.map(([program = '', ...args]) => command(program, args))
  return results.reduce(both)
}

function both(a: StepResult, b: StepResult): StepResult {
  return { ok: a.ok && b.ok, output: [a.output, b.output].filter((text) => text !== '').join('\n') }
}

// The program itself, not npx: that one warns about settings of other versions of npm.
function command(program: string, args: readonly string[]): StepResult {
  const { status, stdout, stderr, error } = spawnSync(`node_modules/.bin/${program}`, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`.trim() }
}
