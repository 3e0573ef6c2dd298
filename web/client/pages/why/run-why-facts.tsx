import { visibleLine } from '../../../../src/view/shown-text.ts'

/** What a run would do about the task, a line for each part. */
export function RunWhyFacts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  const [first, ...parts] = facts
  return (
    <>
      <p>In a run: {visibleLine(first?.[1] ?? '')}</p>
      {parts.length > 0 && (
        <ul>
          {parts.map(([, text]) => (
            <li key={text}>{visibleLine(text)}</li>
          ))}
        </ul>
      )}
    </>
  )
}
