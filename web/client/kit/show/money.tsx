import { formatCost } from '../../../../src/view/format.ts'
import { classNames } from '../class-names.ts'
import styles from './numbers.module.css'

/** US dollars; null: a price is not known, which is not the same as nothing. */
export function Money({ usd }: { readonly usd: number | null }) {
  return (
    <span
      className={classNames(styles.number, (usd === null || usd === 0) && styles.quiet)}
      title={usd === null ? 'The price of a model is not known.' : `$${usd}`}
    >
      {usd === null ? 'unknown' : formatCost(usd)}
    </span>
  )
}
