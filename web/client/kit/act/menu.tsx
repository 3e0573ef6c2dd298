import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement } from 'react'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-paths.ts'
import popup from '../over/popup.module.css'

export interface MenuItem {
  readonly label: string
  readonly onSelect: () => void
  readonly icon?: IconName
  readonly danger?: boolean
  /** Why it cannot be chosen; it stands below the name. */
  readonly disabledBecause?: string | undefined
}

interface MenuProps {
  /** The button that opens it: a Button or an IconButton. */
  readonly trigger: ReactElement
  /** A line is drawn between the groups. */
  readonly groups: readonly (readonly MenuItem[])[]
}

export function Menu({ trigger, groups }: MenuProps) {
  return (
    <Base.Root modal={false}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={popup.place} sideOffset={4} align="end" collisionPadding={8}>
          <Base.Popup className={popup.popup}>
            {groups
              .filter(({ length }) => length > 0)
              .map((items, index) => (
                <Base.Group key={items[0]?.label}>
                  {index > 0 && <Base.Separator className={popup.line} />}
                  {items.map((item) => (
                    <Item key={item.label} {...item} />
                  ))}
                </Base.Group>
              ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Item({ label, onSelect, icon, danger = false, disabledBecause }: MenuItem) {
  const off = disabledBecause !== undefined
  return (
    <Base.Item className={classNames(popup.item, danger && !off && popup.danger)} onClick={onSelect} disabled={off}>
      {icon !== undefined && <Icon name={icon} />}
      <span className={popup.main}>
        {label}
        {off && <span className={popup.aside}>{disabledBecause}</span>}
      </span>
    </Base.Item>
  )
}
