/** A server-sent event. `id` is '' when the frame has none. */
export interface SseFrame {
  readonly event: string
  readonly id: string
  readonly data: string
}

/** Takes text as it comes, cut anywhere, and gives the frames that are whole by now. Comments give none. Our server ends lines by LF alone. */
export function sseFrames(): (text: string) => SseFrame[] {
  let rest = ''
  return (text) => {
    // Looking again at what was looked at before would take the square of a large frame's size.
    const from = Math.max(0, rest.length - 1)
    rest += text
    const frames: SseFrame[] = []
    let start = 0
    for (let end = rest.indexOf('\n\n', from); end !== -1; end = rest.indexOf('\n\n', start)) {
      const frame = toFrame(rest.slice(start, end))
      if (frame !== undefined) frames.push(frame)
      start = end + 2
    }
    rest = rest.slice(start)
    return frames
  }
}

function toFrame(text: string): SseFrame | undefined {
  let [event, id, data] = ['message', '', '']
  for (const line of text.split('\n')) {
    const colon = line.indexOf(': ')
    const value = line.slice(colon + 2)
    switch (line.slice(0, colon)) {
      case 'event':
        event = value
        break
      case 'id':
        id = value
        break
      case 'data':
        data = value
        break
    }
  }
  return data === '' ? undefined : { event, id, data }
}
