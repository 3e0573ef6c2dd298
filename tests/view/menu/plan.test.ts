import { expect, test } from 'vitest'
import { dialogWith, type Hand, handOn, ROW } from './approval-scene.ts'

const step = (id: string, depends_on: string[] = [], task = `do ${id}`) => ({
  id,
  title: `Step ${id}`,
  task,
  depends_on,
  required_tools: [],
  acceptance_criteria: [],
  phase: 'execution',
})
const PLAN = { ...ROW, kind: 'plan' as const, args: { subtasks: [step('s1'), step('s2'), step('s3', ['s1', 's2'])] } }
const ID = ROW.approval_id

function plan(rows = 30): Hand {
  const hand = handOn({ to: 'plan', approval_id: ID }, 80, rows)
  hand.data({ type: 'row', row: PLAN })
  return hand
}

test('it is opened from its request, when all of that was read', () => {
  const long = { args: { subtasks: Array.from({ length: 40 }, (_, index) => step(`s${index}`)) } }
  const hand = dialogWith({ kind: 'plan', ...long }, 80, 24)
  hand.press('4')
  expect(hand.place()).toEqual({ to: 'approval', approval_id: ID })
  for (let page = 0; page < 20; page += 1) hand.press('pagedown')
  hand.press('4')
  expect(hand.place()).toEqual({ to: 'plan', approval_id: ID })
})

test('unchanged it is not approved here', () => {
  const hand = plan()
  hand.press('a')
  expect(hand.text()).toContain('approve it: nothing was changed')
  hand.press('d', 'd', 'a')
  expect(hand.asked()).toEqual([])
})

test('dropped and edited steps are what is approved, after a yes that was not typed ahead', () => {
  const hand = plan()
  hand.press('down', 'd', 'down', 'enter')
  hand.press('ctrl+u', 'N', 'e', 'w', 'tab', 'tab', 'down', 'space', 'ctrl+s')
  expect(hand.text()).toMatch(/> s3 +edited +New +s1/)
  hand.press('a', 'y')
  expect(hand.asked()).toEqual([])
  expect(hand.text()).toContain('The plan is then:')
  hand.wait(400)
  hand.press('y')
  const change = { drop: ['s2'], edit: { s3: { title: 'New', depends_on: ['s1'] } } }
  expect(hand.asked()).toEqual([{ do: 'approve', approval_id: ID, plan: change }])
  hand.data({ type: 'failed', problem: "'s3' depends\u001b on s2" })
  expect(hand.text()).toContain("'s3' depends\\u{1b} on s2")
})

test('a changed plan that is longer than the screen is read to its end before the yes', () => {
  const hand = plan(9)
  hand.press('d', 'a')
  hand.wait(400)
  hand.press('y')
  expect(hand.asked()).toEqual([])
  for (let page = 0; page < 20; page += 1) hand.press('pagedown')
  hand.press('y')
  expect(hand.asked()).toHaveLength(1)
})

test('changes are not lost by Esc alone', () => {
  const hand = plan()
  hand.press('d', 'escape')
  expect(hand.text()).toContain('these changes are lost')
  hand.press('n')
  expect(hand.text()).toMatch(/> s1 +dropped/)
})
