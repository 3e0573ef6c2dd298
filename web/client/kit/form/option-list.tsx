import { Combobox as Base } from '@base-ui/react/combobox'
import { Icon } from '../icon.tsx'
import popup from '../over/popup.module.css'
import type { Option } from './option.ts'

/** What a Combobox offers. */
export function OptionList() {
  return (
    <>
      <Base.Empty className={popup.none}>Nothing is called so.</Base.Empty>
      <Base.List>
        {(option: Option) => (
          <Base.Item key={option.value} className={popup.item} value={option}>
            <span className={popup.tick}>
              <Base.ItemIndicator>
                <Icon name="check" />
              </Base.ItemIndicator>
            </span>
            <span className={popup.main}>
              {option.label ?? option.value}
              {option.hint !== undefined && <span className={popup.aside}>{option.hint}</span>}
            </span>
          </Base.Item>
        )}
      </Base.List>
    </>
  )
}
