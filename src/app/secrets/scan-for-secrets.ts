import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../config/config.ts'
import { secretForms } from '../../kernel/secret-forms.ts'
import type { Services } from '../open-services.ts'
import type { SecretAudit } from './secret-functions-port.ts'

interface Needle {
  readonly name: string
  readonly bytes: readonly Buffer[]
}

type Found = Pick<SecretAudit, 'files' | 'exposed'>

/** Looks for every known value, in each form that it may have, in all files that claw writes, and in the user's configuration beside secrets.json. */
export async function scanForSecrets({ config, secrets }: Pick<Services, 'config' | 'secrets'>): Promise<Found> {
  const needles = needlesOf(config, secrets)
  const paths = (await Promise.all(placesOf(config).map(filesUnder))).flat().filter((path) => path !== secrets.path)
  const exposed: { name: string; path: string }[] = []
  for (const path of [...new Set(paths)].sort()) {
    for (const name of await namesIn(path, needles)) exposed.push({ name, path })
  }
  return { files: paths.length, exposed }
}

function needlesOf(config: Config, secrets: Services['secrets']): Needle[] {
  const named = secrets.list().map(({ name, value }) => ({ name, value }))
  const others = config.secrets.filter((value) => !named.some((one) => one.value === value))
  const all = [...named, ...others.map((value) => ({ name: 'a key of the environment or of .env', value }))]
  return all.map(({ name, value }) => ({ name, bytes: secretForms(value).map((form) => Buffer.from(form)) }))
}

function placesOf(config: Config): string[] {
  const { stateDir, runLogsDir, newAgentsDir, userStateDir, userConfigDir, userCacheDir } = config
  return [stateDir, runLogsDir, newAgentsDir, userStateDir, userConfigDir, userCacheDir]
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** In pieces: a run log may be larger than memory. Each piece begins with the end of the one before. */
async function namesIn(path: string, needles: readonly Needle[]): Promise<string[]> {
  const overlap = Math.max(0, ...needles.flatMap(({ bytes }) => bytes.map((one) => one.length)))
  const found = new Set<string>()
  let tail = Buffer.alloc(0)
  try {
    for await (const chunk of createReadStream(path)) {
      const piece = Buffer.concat([tail, chunk as Buffer])
      for (const { name, bytes } of needles) if (bytes.some((one) => piece.includes(one))) found.add(name)
      tail = piece.subarray(Math.max(0, piece.length - overlap))
    }
  } catch (error) {
    // A file of a live run that went meanwhile holds nothing any more.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  return [...found]
}
