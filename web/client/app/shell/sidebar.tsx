import { FrameIcon } from '../frame-icon.tsx'
import { usePreference } from '../use-preference.ts'
import { Brand } from './brand.tsx'
import { NavList } from './nav-list.tsx'
import styles from './sidebar.module.css'

/** The places, beside the page; folded to their icons by choice, or where there is little room. */
export function Sidebar() {
  const [sidebar, choose] = usePreference('sidebar')
  const folded = sidebar === 'folded'
  return (
    <aside className={styles.sidebar}>
      <div className={styles.head}>
        <Brand />
      </div>
      <NavList />
      <button
        type="button"
        className={styles.fold}
        aria-expanded={!folded}
        title={folded ? 'Unfold the navigation' : 'Fold the navigation'}
        onClick={() => choose(folded ? 'open' : 'folded')}
      >
        <FrameIcon name={folded ? 'unfold' : 'fold'} />
        <span className={styles.foldText}>{folded ? 'Unfold' : 'Fold'}</span>
      </button>
    </aside>
  )
}
