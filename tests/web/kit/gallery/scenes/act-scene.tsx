import { useState } from 'react'
import { Button } from '../../../../../web/client/kit/act/button.tsx'
import { CopyButton } from '../../../../../web/client/kit/act/copy-button.tsx'
import { IconButton } from '../../../../../web/client/kit/act/icon-button.tsx'
import { ButtonLink, Link } from '../../../../../web/client/kit/act/link.tsx'
import { Menu } from '../../../../../web/client/kit/act/menu.tsx'
import { Arrange } from '../../../../../web/client/kit/place/arrange.tsx'
import { Page } from '../../../../../web/client/kit/place/page.tsx'
import { Panel } from '../../../../../web/client/kit/place/panel.tsx'

export function ActScene() {
  const [done, setDone] = useState('nothing')
  const note = (what: string) => () => setDone(what)
  const groups = [
    [
      { label: 'Fork', icon: 'fork', onSelect: note('fork') },
      { label: 'Resume', icon: 'play', onSelect: note('resume'), disabledBecause: 'The run is complete.' },
    ],
    [{ label: 'Delete', icon: 'trash', danger: true, onSelect: note('delete') }],
  ] as const
  return (
    <Page
      title="Buttons"
      description="What can be pressed, and what says why not."
      actions={
        <>
          <Menu trigger={<IconButton icon="more" label="More actions" variant="plain" />} groups={groups} />
          <Button variant="primary" icon="plus" onClick={note('new run')}>
            New run
          </Button>
        </>
      }
    >
      <Panel title="Variants">
        <Arrange as="row">
          <Button onClick={note('plain')}>Plain</Button>
          <Button variant="primary">Primary</Button>
          <Button variant="danger" icon="trash">
            Danger
          </Button>
          <Button variant="quiet" icon="refresh">
            Quiet
          </Button>
          <Button size="s">Small</Button>
          <Button pressed icon="wrap">
            Pressed
          </Button>
        </Arrange>
      </Panel>
      <Panel title="States">
        <Arrange as="row">
          <Button busy variant="primary" onClick={note('busy')}>
            Starting
          </Button>
          <Button disabledBecause="The run is complete: there is nothing to resume." onClick={note('disabled')}>
            Resume
          </Button>
          <IconButton icon="stop" label="Cancel run" disabledBecause="It has ended." onClick={note('disabled icon')} />
          <IconButton icon="refresh" label="Refresh" busy />
        </Arrange>
      </Panel>
      <Panel title="Links">
        <Arrange as="row">
          <Link to="/">A link</Link>
          <Link to="/" quiet>
            A quiet link
          </Link>
          <ButtonLink to="/" icon="plus" variant="primary">
            New agent
          </ButtonLink>
          <CopyButton text="claw resume 3d10" label="Copy command" />
        </Arrange>
      </Panel>
      <output>Done: {done}</output>
    </Page>
  )
}
