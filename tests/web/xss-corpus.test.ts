import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Dashboard, openDashboard } from '../helpers/dashboard/open-dashboard.ts'
import { addressesOf, placePaths } from '../helpers/dashboard/places.ts'
import { type PageState, settle, walkStates } from '../helpers/dashboard/walk-states.ts'
import { type HostilePlace, hostilePlace } from '../helpers/hostile/hostile-place.ts'
import { mark } from '../helpers/hostile/hostile-texts.ts'
import { HOSTILE_RUN } from '../helpers/hostile/seed-hostile-run.ts'

let hostile: HostilePlace
let dashboard: Dashboard
let values: Readonly<Record<string, readonly string[]>>
const seen = new Set<string>()

beforeAll(async () => {
  hostile = await hostilePlace()
  values = await valuesOf(hostile)
  dashboard = await openDashboard(hostile.place.web)
}, 300_000)
afterAll(async () => {
  await dashboard?.browser.close()
  await hostile?.close()
})

/** What a page would show if something of it had been taken for more than text. Runs in the page; names what it found. */
const FIND_HARM = `(() => {
  const inside = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? inside(element.shadowRoot) : [])])
  const elements = inside(document)
  const acts = (element) => [...element.attributes].filter(({ name, value }) => /^on/i.test(name) || (/^(href|src|action|formaction|xlink:href|srcdoc)$/i.test(name) && leadsAway(value, name)))
  const leadsAway = (value, name) => name === 'srcdoc' || new URL(value, location.origin).origin !== location.origin
  const made = elements.filter((element) => element.matches('.hostile, #hostile, iframe, object, embed, base, form[action]:not([action=""]), meta[http-equiv], math, noscript, template, portal'))
  const acting = elements.flatMap((element) => acts(element).map(({ name, value }) => element.localName + ' ' + name + '=' + value.slice(0, 80)))
  const hidden = /[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\u3164]|\\udb40/
  const raw = elements.filter((element) => !element.closest('textarea, .cm-editor, script, style')).flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => [element.localName, node.data]),
    ...['title', 'aria-label', 'placeholder', 'alt', 'aria-description'].filter((name) => element.hasAttribute(name)).map((name) => [element.localName + ' ' + name, element.getAttribute(name)]),
  ]).filter(([, text]) => hidden.test(text)).map(([where, text]) => where + ': ' + JSON.stringify(text.slice(Math.max(0, text.search(hidden) - 30), text.search(hidden) + 10)))
  const end = (element) => element.getBoundingClientRect().right
  const broadest = () => {
    const [widest] = elements.filter((element) => element.checkVisibility()).sort((one, other) => end(other) - end(one))
    return widest.parentElement.className + ' > ' + widest.localName + '.' + widest.getAttribute('class') + ' ends at ' + Math.round(end(widest)) + ' px'
  }
  return {
    hacked: window.hacked ?? null,
    polluted: ({}).polluted ?? null,
    made: made.map((element) => element.outerHTML.slice(0, 120)),
    acting,
    raw: [...new Set(raw)].slice(0, 8),
    title: hidden.test(document.title) ? document.title.slice(0, 60) : '',
    broad: document.documentElement.scrollWidth > document.documentElement.clientWidth ? broadest() : '',
  }
})()`

const MARKS = `(() => {
  const texts = (root) => [root.textContent, ...[...root.querySelectorAll('input, textarea')].map((field) => field.value), ...[...root.querySelectorAll('*')].flatMap((element) => element.shadowRoot ? texts(element.shadowRoot) : [])]
  return [...new Set(texts(document.body).join(' ').match(/hostile-[a-z0-9-]+/g) ?? [])]
})()`

async function expectHarmless(page: Page, { name }: PageState): Promise<void> {
  const harm = await page.evaluate<Record<string, unknown>>(FIND_HARM)
  const found = Object.entries(harm).filter(([, what]) => (Array.isArray(what) ? what.length > 0 : Boolean(what)))
  const problems = dashboard.takeProblems()
  for (const one of await page.evaluate<string[]>(MARKS)) seen.add(one)
  if (found.length + problems.length > 0) throw new Error(`${name} ${JSON.stringify(Object.fromEntries(found))} ${problems.join('; ')}`)
}

const look = (page: Page, state: PageState, failures: string[]): Promise<void> =>
  expectHarmless(page, state).catch((error: Error) => void failures.push(error.message))

async function valuesOf({ place: { app }, runs }: HostilePlace): Promise<typeof values> {
  const approvals = await app.listApprovals({ limit: 100 })
  const audit = await app.listAudit({ limit: 1, run_id: HOSTILE_RUN })
  const memories = await app.listMemory('evil', { all: true, limit: 10 })
  return {
    run_id: [HOSTILE_RUN, ...runs],
    agent_id: ['evil', 'broken'],
    skill_id: ['evil'],
    approval_id: approvals.map((approval) => approval.approval_id),
    memory_id: memories.map((memory) => memory.memory_id),
    n: audit.map((record) => String(record.n)),
    tool: ['file_io', 'terminal'],
    name: ['file_io', 'terminal'],
  }
}

describe.each(placePaths())('%s', (path) => {
  it('shows every hostile text as text', { timeout: 60_000 }, async () => {
    const failures: string[] = []
    for (const address of addressesOf(path, values)) {
      const page = await dashboard.tab(address)
      await settle(page)
      await look(page, { name: address }, failures)
      await page.close()
    }
    expect(failures.join('\n\n')).toBe('')
  })

  // Of the runs two: every kind of event, and one that a model has carried out.
  it.each(path === '/runs/$run_id' ? [0, 1] : [0])('and in every state of the page, %i', { timeout: 60_000 }, async (nth) => {
    const failures: string[] = []
    const address = addressesOf(path, values)[nth] ?? path
    const page = await dashboard.tab(address)
    await walkStates(page, address, (state) => look(page, state, failures))
    await page.close()
    expect(failures.join('\n\n')).toBe('')
  })
})

it.each([
  'task-does',
  'thought',
  'answer',
  'claim',
  'command',
  'question',
  'option',
  'note',
  'run-task',
  'run-ended-error-message',
  'audit-reason',
])('and does show it: %s', (field) => {
  expect(
    [...seen].some((found) => found.startsWith(mark(field))),
    [...seen].sort().join(' '),
  ).toBe(true)
})
