import { visibleLine } from '../../../shown-text.ts'
import { defineScreen } from '../../define-screen.ts'
import { type Line, line, span } from '../../span.ts'
import type { WebData } from './web-io.ts'

type WebState =
  | { readonly served: 'not yet' }
  | { readonly served: 'failed' }
  | { readonly served: 'at'; readonly url: string; readonly signInUrl: string }

/** The dashboard, served for as long as this screen is open. */
export const webScreen = defineScreen<'web', WebState>({
  place: 'web',
  title: 'Dashboard',
  keys: [
    { action: 'browser', keys: ['o'], label: 'open', help: 'Open it in the browser of this machine, signed in.' },
    { action: 'again', keys: ['r'], label: 'try again', help: 'Serve it, where that did not go.' },
  ],
  open: () => ({ state: { served: 'not yet' }, effects: [{ do: 'serve' }] }),
  refused: ({ served }, action) => {
    if (action === 'again') return served === 'failed' ? '' : 'it is served'
    return served === 'at' ? '' : 'it is not served yet'
  },
  reduce: (state, message) => {
    if (message.type === 'data') return { state: told(message.data) }
    if (message.type === 'action' && message.action === 'again') return { state: { served: 'not yet' }, effects: [{ do: 'serve' }] }
    if (message.type === 'action' && message.action === 'browser' && state.served === 'at')
      return { state, effects: [{ do: 'open', address: state.signInUrl }] }
    return { state }
  },
  view: (state) => ({ title: 'Dashboard', blocks: [{ kind: 'text', wrap: true, grow: true, lines: lines(state) }] }),
})

function told(data: WebData): WebState {
  return data.type === 'failed' ? { served: 'failed' } : { served: 'at', url: data.url, signInUrl: data.signInUrl }
}

function lines(state: WebState): Line[] {
  if (state.served === 'failed') return [line(span('It is not served.', 'bad'))]
  if (state.served === 'not yet') return [line(span('starting...', 'dim'))]
  return [
    line(span('Dashboard  ', 'dim'), span(visibleLine(state.url), 'strong')),
    line(span('Sign in    ', 'dim'), span(visibleLine(state.signInUrl), 'accent'), span('  (works once)', 'dim')),
    line(),
    line(
      'It is served on this machine alone, until this screen is left; runs that are started there go on. `claw web` serves it for longer.',
    ),
  ]
}
