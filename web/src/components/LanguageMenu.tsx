// The language switch: names in their own language.
import {
  Button,
  Menu,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
import { LocalLanguageRegular } from '@fluentui/react-icons';
import { useSession } from '../data/session';
import {
  activate,
  LANGUAGES,
  rememberLanguage,
  serverLanguage,
  useText,
  type LanguageTag,
} from '../text/i18n';

interface LanguageMenuProps {
  /** Without the language's name, for the top bar. */
  iconOnly?: boolean;
  className?: string;
}

export function LanguageMenu({ iconOnly = false, className }: LanguageMenuProps) {
  const { t, language } = useText();
  const { keepLanguage } = useSession();
  const current = LANGUAGES.find((one) => one.tag === language) ?? LANGUAGES[0];

  const choose = (tag: LanguageTag) => {
    void activate(tag);
    rememberLanguage(tag);
    keepLanguage(serverLanguage(tag));
  };

  const label = t('bar.language');
  const button = (
    <Button
      appearance="subtle"
      className={className}
      icon={<LocalLanguageRegular />}
      aria-label={iconOnly ? label : `${label}: ${current.name}`}
    >
      {iconOnly ? undefined : current.name}
    </Button>
  );
  return (
    <Menu
      checkedValues={{ language: [language] }}
      onCheckedValueChange={(_, { checkedItems }) => choose(checkedItems[0] as LanguageTag)}
      positioning="below-end"
    >
      <MenuTrigger disableButtonEnhancement>
        {iconOnly ? (
          <Tooltip content={label} relationship="label">
            {button}
          </Tooltip>
        ) : (
          button
        )}
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {LANGUAGES.map((one) => (
            <MenuItemRadio key={one.tag} name="language" value={one.tag} lang={one.tag}>
              {one.name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
