import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import { ClawError } from '../kernel/claw-error.ts'
import { parseOwnPrices } from '../models/prices/parse-own-prices.ts'
import { createPriceBook, type PriceBook } from '../models/prices/price-book.ts'

/** What tokens cost: the providers' lists, and before them prices.json of the user. Throws CONFIG_INVALID for a file that cannot be used. */
export function openPrices({ userConfigDir }: Pick<Config, 'userConfigDir'>): PriceBook {
  const path = join(userConfigDir, 'prices.json')
  const text = readIfThere(path)
  if (text === undefined) return createPriceBook()
  const own = parseOwnPrices(text, path)
  if (typeof own !== 'string') return createPriceBook(own)
  throw new ClawError('CONFIG_INVALID', `${path} holds no prices: ${own}.`, {
    fix: `Write it like {"openai/MODEL": {"input": 0.5, "output": 1.5}}, in US dollars for a million tokens, or remove it: rm ${path}`,
    where: path,
  })
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new ClawError('CONFIG_INVALID', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      fix: `ls -l ${path}`,
      where: path,
      cause: error,
    })
  }
}
