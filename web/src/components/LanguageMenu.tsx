// The language switch: names in their own language.
import { Button } from '@fluentui/react-components';
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
import { IconButton } from './IconButton';
import { MenuButton } from './MenuButton/MenuButton';

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
  const look = { appearance: 'subtle', className, icon: <LocalLanguageRegular /> } as const;
  return (
    <MenuButton
      trigger={
        iconOnly ? (
          <IconButton {...look} label={label} />
        ) : (
          <Button {...look} aria-label={`${label}: ${current.name}`}>
            {current.name}
          </Button>
        )
      }
      entries={() =>
        LANGUAGES.map((one) => ({
          text: one.name,
          lang: one.tag,
          checked: one.tag === language,
          onClick: () => choose(one.tag),
        }))
      }
    />
  );
}
