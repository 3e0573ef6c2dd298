import type { Line } from '../../../../../src/view/menu/span.ts'
import type { Section } from '../../../../../src/view/trace/detail/section.ts'
import styles from './section-list.module.css'

/** What is known of a step, part by part, in the words of the terminal: made visible already, and nothing cut. */
export function SectionList({ sections }: { readonly sections: readonly Section[] }) {
  return sections.map(({ title, lines }, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: titles come more than once
    <section key={n} className={styles.section}>
      <h3 className={styles.title}>{title}</h3>
      <div className={styles.lines}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
          <div key={index}>{line.length === 0 ? '\u00a0' : <Spans line={line} />}</div>
        ))}
      </div>
    </section>
  ))
}

function Spans({ line }: { readonly line: Line }) {
  return line.map(({ text, as }, n) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name
    <span key={n} className={styles[as]}>
      {text}
    </span>
  ))
}
