import { shortCount } from '../../../../src/view/trace/token-text.ts'
import { classNames } from '../class-names.ts'
import styles from './numbers.module.css'

/** How many tokens, in short; the exact number in the title. */
export function Tokens({ count }: { readonly count: number }) {
  return (
    <span className={classNames(styles.number, count === 0 && styles.quiet)} title={`${count.toLocaleString()} tokens`}>
      {shortCount(count)}
    </span>
  )
}
