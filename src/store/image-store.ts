import { createHash, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '../kernel/clock.ts'
import type { Connection } from './connection.ts'
import { IMAGE_SQL } from './sql/change-sql.ts'
import { prepareStatements } from './statements.ts'
import type { AuditLog } from './store.ts'
import { mapStoreErrors } from './store-error.ts'
import type { ImageStore } from './undo-stores.ts'
import type { UnitOfWork } from './unit-of-work.ts'

export interface ImageStoreOptions {
  readonly connection: Connection
  readonly unit: UnitOfWork
  readonly clock: Clock
  readonly audit: Pick<AuditLog, 'append'>
  readonly dir: string
  readonly maxBytes: number
  readonly keepMs: number
}

interface ImageRow {
  readonly sha256: string
  readonly bytes: number
  readonly kept_at: number
}

/** Before-images as files named by their hash, on disk before `keep` resolves. The oldest go first when there are too many. */
export function createImageStore(options: ImageStoreOptions): ImageStore {
  const { unit, clock, dir, maxBytes } = options
  const sql = prepareStatements(options.connection, IMAGE_SQL)
  const pathOf = (hash: string): string => join(dir, hash.slice(0, 2), hash)

  async function keep(chunks: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number; kept: boolean }> {
    mapStoreErrors(dir, () => mkdirSync(dir, { recursive: true, mode: 0o700 }))
    const temporary = join(dir, `${randomBytes(8).toString('hex')}.tmp`)
    try {
      const written = await writeUpTo(temporary, chunks, maxBytes, dir)
      if (written.whole) mapStoreErrors(dir, () => adopt(temporary, written))
      return { sha256: written.sha256, bytes: written.bytes, kept: written.whole }
    } finally {
      rmSync(temporary, { force: true })
    }
  }

  // File and row change in one transaction, so that nobody removes the file of an image that somebody else just took up again.
  function adopt(temporary: string, { sha256, bytes }: { sha256: string; bytes: number }): void {
    unit.run(undefined, () => {
      if (!existsSync(pathOf(sha256))) {
        makeSynced(dirname(pathOf(sha256)))
        renameSync(temporary, pathOf(sha256))
        syncFolder(dirname(pathOf(sha256)))
      }
      sql.put.run({ sha256, bytes, now: clock.now() })
      dropWhile(() => (sql.total.get<{ bytes: number }>()?.bytes ?? 0) > maxBytes, 'quota', sha256)
    })
  }

  function makeSynced(folder: string): void {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncFolder(dir)
  }

  function collect(): void {
    const due = (oldest: ImageRow): boolean => oldest.kept_at < clock.now() - options.keepMs
    const oldest = sql.oldest.get<ImageRow>()
    const over = (sql.total.get<{ bytes: number }>()?.bytes ?? 0) > maxBytes
    if (oldest === undefined || !(over || due(oldest))) return
    unit.run(undefined, () => {
      dropWhile(due, 'age')
      dropWhile(() => (sql.total.get<{ bytes: number }>()?.bytes ?? 0) > maxBytes, 'quota')
    })
  }

  function dropWhile(due: (oldest: ImageRow) => boolean, why: 'quota' | 'age', spare?: string): void {
    const dropped: ImageRow[] = []
    for (let oldest = sql.oldest.get<ImageRow>(); oldest !== undefined && oldest.sha256 !== spare && due(oldest); ) {
      sql.drop.run(oldest.sha256)
      rmSync(pathOf(oldest.sha256), { force: true })
      dropped.push(oldest)
      oldest = sql.oldest.get<ImageRow>()
    }
    if (dropped.length === 0) return
    const bytes = dropped.reduce((sum, image) => sum + image.bytes, 0)
    options.audit.append({
      actor: 'claw',
      action: 'undo.images_dropped',
      target: `${dropped.length} before-images`,
      rule: why,
      reason: why === 'quota' ? 'over CLOSED_CLAW_UNDO_MAX_MB' : 'older than CLOSED_CLAW_UNDO_KEEP_DAYS',
      detail: { images: dropped.length, bytes },
    })
  }

  return {
    keep,
    read: (hash) => (sql.has.get(hash) === undefined || !existsSync(pathOf(hash)) ? undefined : intact(pathOf(hash), hash)),
    collect,
  }
}

/** undefined when the file is not what its name says. */
function intact(path: string, hash: string): Buffer | undefined {
  const data = readFileSync(path)
  return createHash('sha256').update(data).digest('hex') === hash ? data : undefined
}

/** Hashes everything and writes as long as it fits. */
async function writeUpTo(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  dir: string,
): Promise<{ sha256: string; bytes: number; whole: boolean }> {
  const hash = createHash('sha256')
  const fd = mapStoreErrors(dir, () => openSync(path, 'wx', 0o600))
  let bytes = 0
  try {
    for await (const chunk of chunks) {
      hash.update(chunk)
      bytes += chunk.byteLength
      if (bytes <= maxBytes) mapStoreErrors(dir, () => writeAll(fd, chunk))
    }
    if (bytes <= maxBytes) mapStoreErrors(dir, () => fsyncSync(fd))
  } finally {
    closeSync(fd)
  }
  return { sha256: hash.digest('hex'), bytes, whole: bytes <= maxBytes }
}

function writeAll(fd: number, chunk: Uint8Array): void {
  for (let written = 0; written < chunk.byteLength; ) written += writeSync(fd, chunk, written)
}

function syncFolder(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
