import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { useRouter } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useStore } from '../create-store.ts'
import { FrameIcon } from '../frame-icon.tsx'
import { type Command, pageCommands } from './command.ts'
import { frameCommands } from './frame-commands.ts'
import { type CommandGroup, matchCommands } from './match-commands.ts'
import styles from './palette.module.css'
import { useFound } from './use-found.ts'

/** Everything by its name: places, things to do, runs and what else there is. Typed, chosen by the arrows, done by Enter. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const { groups, searching } = useGroups(text)
  const choose = (command: Command): void => {
    onClose()
    command.run()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup className={styles.popup} aria-label="Search and commands">
          <Autocomplete.Root
            open
            inline
            items={groups}
            filter={null}
            value={text}
            onValueChange={setText}
            itemToStringValue={({ title }: Command) => title}
            autoHighlight="always"
            keepHighlight
          >
            <div className={styles.field}>
              <FrameIcon name="search" />
              <Autocomplete.Input className={styles.input} aria-label="Search and commands" placeholder="Go to, do, or find a run ..." />
              <Dialog.Close className={styles.close}>
                <kbd>Esc</kbd>
                <span className="visually-hidden">Close</span>
              </Dialog.Close>
            </div>
            <div className={styles.scroll}>
              <Autocomplete.Empty className={styles.empty}>{searching ? 'Searching ...' : 'Nothing has that name.'}</Autocomplete.Empty>
              <Autocomplete.List className={styles.list}>
                {(group: CommandGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className={styles.label}>{group.value}</Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(command: Command) => <Item key={command.id} command={command} onChoose={() => choose(command)} />}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
            </div>
          </Autocomplete.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Item({ command, onChoose }: { readonly command: Command; readonly onChoose: () => void }) {
  return (
    <Autocomplete.Item value={command} className={styles.item} onClick={onChoose}>
      {command.icon !== undefined && <FrameIcon name={command.icon} />}
      <span className={styles.title}>{command.title}</span>
      {command.aside !== undefined && <span className={styles.aside}>{command.aside}</span>}
      {command.keys !== undefined && (
        <span className={styles.keys}>
          {command.keys.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      )}
    </Autocomplete.Item>
  )
}

function useGroups(text: string): { readonly groups: readonly CommandGroup[]; readonly searching: boolean } {
  const router = useRouter()
  const own = useStore(pageCommands)
  const { commands, searching } = useFound(useDeferredValue(text))
  const groups = [...matchCommands([...own, ...frameCommands(router)], text), ...matchCommands(commands, '')]
  return { groups, searching }
}
