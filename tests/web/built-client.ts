import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { buildClient } from '../../web/build-client.mjs'

/** The pages, built anew for this test file from the present sources. */
export function builtClient(): { readonly dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'claw-pages-'))
  beforeAll(() => buildClient(dir))
  afterAll(() => rmSync(dir, { recursive: true, force: true }))
  return { dir }
}
