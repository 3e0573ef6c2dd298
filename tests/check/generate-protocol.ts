import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { protocolJsonSchema } from './protocol-json-schema.ts'
import { protocolPage } from './protocol-page.ts'

const ROOT = new URL('../../', import.meta.url)

/** The generated files of the wire: path in the project -> content. */
export function protocolFiles(): Readonly<Record<string, string>> {
  return {
    'docs/PROTOCOL.md': protocolPage({
      echo: readProject('tests/fixtures/capsules/echo.py'),
      counter: readProject('tests/fixtures/capsules/python-counter/main.py'),
    }),
    'docs/protocol.schema.json': `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`,
  }
}

/** Generated files whose content on disk is another one. */
export function driftedProtocolFiles(): string[] {
  return Object.entries(protocolFiles())
    .filter(([path, content]) => tryReadProject(path) !== content)
    .map(([path]) => path)
}

function readProject(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8')
}

function tryReadProject(path: string): string | undefined {
  try {
    return readProject(path)
  } catch {
    return undefined
  }
}

function main(): void {
  const drifted = driftedProtocolFiles()
  if (!process.argv.includes('--check')) {
    for (const path of drifted) writeFileSync(new URL(path, ROOT), protocolFiles()[path] ?? '')
    return
  }
  for (const path of drifted) console.error(`${path} is not what the schemas say. Run: npx tsx tests/check/generate-protocol.ts`)
  process.exitCode = drifted.length > 0 ? 1 : 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main()
