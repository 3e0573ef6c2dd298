import { Switch } from '../../kit/form/switch.tsx'
import { Dialog } from '../../kit/over/dialog.tsx'
import { useStore } from '../create-store.ts'
import { NAV_PLACES } from '../nav-places.ts'
import { usePreference } from '../use-preference.ts'
import styles from './keys-help.module.css'
import { MODIFIER } from './modifier.ts'
import { pageKeys } from './page-keys.ts'

type KeyLine = readonly [keys: readonly string[], text: string]

const EVERYWHERE: readonly KeyLine[] = [
  [[MODIFIER, 'K'], 'Search and commands'],
  [['n'], 'New run'],
  [['/'], 'Filter this page'],
  [['?'], 'These keys'],
  [['Esc'], 'Close, or empty the filter'],
]

/** Every key that does something here, and the switch for those of a single letter. */
export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const [keys, choose] = usePreference('keys')
  const here = useStore(pageKeys)
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keys"
      footer={<Switch label="Single letters are shortcuts" on={keys === 'on'} onChange={(on) => choose(on ? 'on' : 'off')} />}
    >
      <div className={styles.groups}>
        <Keys title="Everywhere" lines={EVERYWHERE} />
        {here.length > 0 && <Keys title="On this page" lines={here.map(({ key, text }) => [[key], text])} />}
        <Keys title="Go to" lines={NAV_PLACES.map(({ title, nav }) => [['g', nav.key], title])} />
      </div>
    </Dialog>
  )
}

function Keys({ title, lines }: { readonly title: string; readonly lines: readonly KeyLine[] }) {
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {lines.map(([keys, text]) => (
          <div key={text} className={styles.line}>
            <dt>{text}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
