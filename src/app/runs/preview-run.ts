import type { Config } from '../../config/config.ts'
import { configWithFlags } from '../../config/config-with-flags.ts'
import { missingKey } from '../../config/require-usable-provider.ts'
import { dearest } from '../../models/prices/model-price.ts'
import type { PreviewPrice, PreviewTaker, RunPreview } from '../../view/run-preview.ts'
import { openPrices } from '../open-prices.ts'
import { openRouter } from '../open-router.ts'
import type { Services } from '../open-services.ts'
import { requireTask } from '../require-task.ts'
import { whyRun } from '../why/why-run.ts'
import type { RerunOptions } from './run-care-port.ts'

const MILLION = 1_000_000

/** Who would take the task, by which engine, and what its model costs. */
export async function previewRun(services: Services, options: RerunOptions): Promise<RunPreview> {
  const config = configWithFlags(services.config, options.flags)
  const { provider, providerReason, model, rulesFirst, policyPreset } = config
  const takes = await takerOf({ ...services, config }, options)
  const { message, fix } = missingKey(config) ?? {}
  return {
    provider,
    provider_reason: providerReason,
    model: provider === 'rules' ? null : model,
    rules_first: rulesFirst,
    policy: policyPreset,
    problem: message === undefined ? null : { message, fix: fix ?? '' },
    takes,
    price: priceOf(config),
    pays: paysOf(config, takes),
  }
}

async function takerOf(services: Services, { task, agent_id, organize }: RerunOptions): Promise<PreviewTaker | null> {
  if (organize !== undefined) return { by: 'organize', reason: `the files of ${organize.path} are sorted by rules` }
  if (agent_id !== undefined) return { by: 'agent', agent_id, reason: 'it was chosen here: it does all of it, without a plan' }
  if (task.trim() === '') return null
  await services.catalog.fresh()
  return { by: 'plan', ...(await whyRun(services, openRouter(services), requireTask(task))) }
}

function priceOf(config: Config): PreviewPrice | null {
  const { provider, model, baseUrl } = config
  const price = provider === 'rules' || model === null ? null : openPrices(config).priceOf({ provider, model, baseUrl })
  if (price === null) return null
  const { input, output } = dearest(price)
  return { input: input * MILLION, output: output * MILLION, source: price.source }
}

function paysOf({ provider }: Config, takes: PreviewTaker | null): RunPreview['pays'] {
  if (provider === 'rules' || takes?.by === 'organize') return 'no'
  // Where recipes read it, the model is asked only when they cannot do it.
  return takes?.by === 'plan' && takes.parts.length > 0 ? 'maybe' : 'yes'
}
