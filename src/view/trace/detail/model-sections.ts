import type { ModelMessage, ModelToolCall } from '../../../protocol/messages.ts'
import { formatCost, formatDuration } from '../../format.ts'
import { type Line, line, span } from '../../menu/span.ts'
import { visibleLine } from '../../shown-text.ts'
import type { ModelDetail } from '../trace-detail.ts'
import { factLines, jsonLines, type Section, section, textLines } from './section.ts'
import { cutNote } from './value-lines.ts'

/** A model call: what was sent, whole; what is being written or was answered; what it took and what went wrong on the way. */
export function modelSections(detail: ModelDetail): Section[] {
  return [
    ...section('call', callFacts(detail)),
    ...section('on the way', troubles(detail)),
    ...answerSections(detail),
    ...(detail.requested?.messages ?? []).flatMap(promptSection),
  ]
}

function callFacts({ requested, finished, asked }: ModelDetail): Line[] {
  const usage = finished?.usage
  return factLines([
    ['model', requested === null ? '' : `${requested.provider}/${requested.model}`],
    ['for', requested?.purpose ?? ''],
    ['tools', requested?.tools.join(', ') ?? ''],
    ['prompt', requested?.prompt_tokens === undefined ? '' : `about ${requested.prompt_tokens} tokens`],
    ['answer at most', requested?.max_tokens === undefined ? '' : `${requested.max_tokens} tokens`],
    ['asked', asked > 1 ? `${asked} times: it may have been paid ${asked} times` : '', 'warn'],
    [
      'tokens',
      usage == null ? '' : `${usage.input_tokens} in, ${usage.output_tokens} out, ${usage.cached_tokens ?? 0} of the prompt from the cache`,
    ],
    ['cost', finished === null || !finished.ok ? '' : costText(finished)],
    ['took', finished === null ? '' : tookText(finished)],
  ])
}

type Finished = NonNullable<ModelDetail['finished']>

function costText({ cost_usd, price_as_of, replayed }: Finished): string {
  if (replayed) return 'nothing here: taken over, it was paid where it was asked'
  return `${formatCost(cost_usd)}${price_as_of === undefined ? '' : ` (prices of ${price_as_of})`}`
}

function tookText({ duration_ms, waited_ms }: Finished): string {
  return `${formatDuration(duration_ms)}${waited_ms === undefined ? '' : `, ${formatDuration(waited_ms)} of it waiting for its turn`}`
}

function troubles({ retries, fallbacks, finished }: ModelDetail): Line[] {
  return [
    ...retries.map((one) =>
      warning(`try ${one.try} failed: ${one.error.code} ${one.error.message}; waited ${formatDuration(one.wait_ms)}`),
    ),
    ...fallbacks.map((one) => warning(`fell back to ${one.provider}/${one.model}: ${one.error.code} ${one.error.message}`)),
    ...(finished?.error == null ? [] : [line(span('failed ', 'bad'), visibleLine(`${finished.error.code}: ${finished.error.message}`))]),
  ]
}

function warning(text: string): Line {
  return line(span(visibleLine(text), 'warn'))
}

function answerSections({ finished, writing, characters }: ModelDetail): Section[] {
  if (finished !== null)
    return [
      ...section('answer', finished.content === '' ? [] : textLines(finished.content)),
      ...finished.tool_calls.flatMap((call) => callSection('wants', call)),
    ]
  if (characters === 0) return []
  const cut =
    characters > writing.length
      ? [cutNote(`the last ${writing.length} of ${characters} characters; the whole answer is here when it is finished`)]
      : []
  return section('is writing', [...cut, ...textLines(writing)])
}

function promptSection(message: ModelMessage, index: number): Section[] {
  const { role, content, tool_calls = [], tool_call_id } = message
  const answers = tool_call_id === undefined ? '' : ` (answers ${visibleLine(tool_call_id)})`
  return [
    ...section(`prompt ${index + 1}: ${role}${answers}`, content === '' ? [] : textLines(content)),
    ...tool_calls.flatMap((call) => callSection(`prompt ${index + 1}: ${role} wants`, call)),
  ]
}

function callSection(title: string, { name, args }: ModelToolCall): Section[] {
  return section(`${title} ${visibleLine(name)}`, jsonLines(args))
}
