const ENTER = /[\r\n]/
const GIVEN_UP = /[\u0003\u0004\u001b]/

/** One line from the terminal; the echo is off before the question shows that one may type. Ctrl-C, Ctrl-D and Esc give up. */
export function readHidden(stdin: NodeJS.ReadStream, stderr: NodeJS.WritableStream, question = ''): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed = ''
    const onData = (chunk: Buffer): void => {
      // Terminals wrap what is pasted into these two marks.
      const text = chunk.toString('utf8').replaceAll('\u001b[200~', '').replaceAll('\u001b[201~', '')
      for (const char of text) {
        const ended = GIVEN_UP.test(char) || ENTER.test(char)
        if (ended) finish(ENTER.test(char) ? typed : undefined)
        if (ended) return
        typed = char === '\u007f' || char === '\b' ? typed.slice(0, -1) : typed + char
      }
    }
    const onEnd = (): void => finish(undefined)
    function finish(value: string | undefined): void {
      stdin.off('data', onData)
      stdin.off('end', onEnd)
      stdin.setRawMode?.(false)
      stdin.pause()
      stderr.write('\n')
      resolve(value)
    }
    stdin.setRawMode?.(true)
    stderr.write(question)
    stdin.on('data', onData)
    stdin.on('end', onEnd)
    stdin.resume()
  })
}
