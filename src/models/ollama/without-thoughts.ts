const OPEN = '<think>'
const CLOSE = '</think>'

export interface ThoughtFilter {
  /** What of the text so far can be told now. */
  add(piece: string): string
  /** What was held back in case it became a thought. */
  end(): string
}

/** Takes `<think>...</think>` off the beginning of a streamed answer: where the server does not know that a model thinks, the thoughts stand there. */
export function withoutThoughts(): ThoughtFilter {
  let state: 'start' | 'thinking' | 'after' | 'answer' = 'start'
  let held = ''
  function takeStart(): string {
    const begin = held.trimStart()
    if (begin.startsWith(OPEN)) return think(begin.slice(OPEN.length))
    return OPEN.startsWith(begin) ? '' : answer(held)
  }
  function think(text: string): string {
    state = 'thinking'
    const end = text.indexOf(CLOSE)
    held = end === -1 ? text.slice(1 - CLOSE.length) : text.slice(end + CLOSE.length)
    return end === -1 ? '' : takeAfter()
  }
  function takeAfter(): string {
    state = 'after'
    return held.trim() === '' ? '' : answer(held.trimStart())
  }
  function answer(text: string): string {
    state = 'answer'
    return text
  }
  return {
    add(piece) {
      if (state === 'answer') return piece
      held += piece
      if (state === 'thinking') return think(held)
      return state === 'start' ? takeStart() : takeAfter()
    },
    end: () => (state === 'start' ? held : ''),
  }
}
