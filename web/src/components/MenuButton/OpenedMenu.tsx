// The menu of a MenuButton, from the first time that it is opened.
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { MenuButtonProps, MenuChoice, MenuEntry } from './MenuButton';

const choicesOf = (entry: MenuEntry) =>
  entry === 'divider' ? [] : 'choices' in entry ? entry.choices : [entry];

export function OpenedMenu({ trigger, entries, head, align = 'end', className }: MenuButtonProps) {
  const [open, setOpen] = useState(true);
  const shown = open ? entries() : [];
  const checked = shown.flatMap(choicesOf).filter((one) => one.checked);
  return (
    <Menu
      open={open}
      onOpenChange={(_, change) => setOpen(change.open)}
      positioning={`below-${align}`}
      checkedValues={{ one: checked.map((one) => one.text) }}
    >
      <MenuTrigger disableButtonEnhancement>{trigger}</MenuTrigger>
      <MenuPopover className={className}>
        {head}
        <MenuList>
          {shown.map((entry, place) =>
            entry === 'divider' ? (
              <MenuDivider key={place} />
            ) : 'choices' in entry ? (
              <MenuGroup key={place}>
                <MenuGroupHeader>{entry.title}</MenuGroupHeader>
                {entry.choices.map((choice, number) => (
                  <Choice key={number} {...choice} />
                ))}
              </MenuGroup>
            ) : (
              <Choice key={place} {...entry} />
            ),
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function Choice({ text, icon, onClick, disabled, checked, lang }: MenuChoice) {
  return checked === undefined ? (
    <MenuItem icon={icon} disabled={disabled} onClick={onClick} lang={lang}>
      {text}
    </MenuItem>
  ) : (
    <MenuItemRadio name="one" value={text} disabled={disabled} onClick={onClick} lang={lang}>
      {text}
    </MenuItemRadio>
  );
}
