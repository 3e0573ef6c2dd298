import { formatDuration } from '../../../format.ts'
import { visibleLine } from '../../../shown-text.ts'
import { confirmBlocks } from '../../parts/confirm.ts'
import { factLine } from '../../parts/detail-lines.ts'
import { formView } from '../../parts/form/form-view.ts'
import { chosenIndex } from '../../parts/list.ts'
import type { ScreenContext } from '../../screen.ts'
import type { Block } from '../../screen-view.ts'
import { type Line, line, span } from '../../span.ts'
import type { SetupPlace, SetupWish } from './setup-io.ts'
import type { ModelStep, SetupState, SetupStep } from './setup-state.ts'
import { placeIds, shownModels } from './setup-steps.ts'

export function setupBlocks({ places, step }: SetupState, context: ScreenContext): Block[] {
  switch (step.is) {
    case 'provider':
      return [text([line(span('Who should answer?', 'strong'))]), placeTable(places, step)]
    case 'access':
      return [
        text([line(span(visibleLine(step.place.label), 'strong'))]),
        step.busy ? waiting('looking for its models...') : formView(step.form, context),
      ]
    case 'model':
      return [text([modelHead(step)]), modelTable(step)]
    case 'naming': {
      const said = step.detail === '' ? [] : [line(span(visibleLine(step.detail), 'warn'))]
      return [text([...said, line(span('Which model?', 'strong'))]), formView(step.form, context)]
    }
    case 'testing':
      return [text([wishLine(step.wish)]), waiting('trying it...')]
    case 'failed': {
      const { test, wish } = step
      return confirmBlocks('The test failed. Save it all the same?', [
        wishLine(wish),
        factLine('failed', `${test.detail} (${formatDuration(test.duration_ms)})`, 'bad'),
        line(span('y saves, n goes back to the models.', 'dim')),
      ])
    }
    case 'saving':
      return [waiting('saving...')]
    case 'saved':
      return [
        text([line(span('Connected, and saved for every workspace of yours.', 'good')), line(), ...step.lines.map((one) => line(one))]),
      ]
    default:
      return step satisfies never
  }
}

function text(lines: readonly Line[]): Block {
  return { kind: 'text', wrap: true, lines }
}

function waiting(word: string): Block {
  return { kind: 'text', lines: [line(span(word, 'accent'))] }
}

function wishLine({ provider, model, baseUrl, newKey }: SetupWish): Line {
  const where = typeof baseUrl === 'string' ? ` at ${visibleLine(baseUrl)}` : ''
  return line(span(`${provider} ${visibleLine(model)}`, 'strong'), `${where}${newKey === undefined ? '' : ' with the new key'}`)
}

function placeTable(places: readonly SetupPlace[] | null, { list }: Extract<SetupStep, { is: 'provider' }>): Block {
  const ids = placeIds(places ?? [])
  return {
    kind: 'table',
    columns: [{ title: '' }, { title: '', flexible: true }, { title: '' }],
    rows: (places ?? []).map(({ provider, label, note }, index) => ({
      id: ids[index] ?? provider,
      cells: [line(span(provider, 'accent')), line(visibleLine(label)), line(span(visibleLine(note), 'dim'))],
    })),
    chosen: chosenIndex(list, ids),
    empty: [line(span('looking for servers on this machine...', 'dim'))],
  }
}

function modelHead({ models, list }: ModelStep): Line {
  const filter = list.filtering || list.filter !== '' ? `   /${visibleLine(list.filter)}` : ''
  return line(span('Which model?', 'strong'), span(`   ${models.length} are offered`, 'dim'), span(filter, 'accent'))
}

function modelTable(step: ModelStep): Block {
  const ids = shownModels(step)
  return {
    kind: 'table',
    columns: [{ title: '' }],
    rows: ids.map((id) => ({ id, cells: [line(visibleLine(id))] })),
    chosen: chosenIndex(step.list, ids),
    empty: [line(span('no model holds these words; n writes a name', 'dim'))],
  }
}
