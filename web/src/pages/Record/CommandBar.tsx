// What can be done with a record: the frequent in sight, the rest in a menu.
import { Button } from '@fluentui/react-components';
import {
  ArrowCounterclockwiseRegular,
  ArrowDownloadRegular,
  CheckmarkCircleRegular,
  DeleteRegular,
  DismissCircleRegular,
  MergeRegular,
  MoreHorizontalRegular,
  PersonArrowRightRegular,
  TrophyRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { MenuButton } from '../../components/MenuButton/MenuButton';
import { useText } from '../../text/i18n';
import { IN_MENU, type Action } from './actions';
import './CommandBar.css';

const ICONS: Record<Action, ReactElement> = {
  qualify: <CheckmarkCircleRegular />,
  disqualify: <DismissCircleRegular />,
  win: <TrophyRegular />,
  lose: <DismissCircleRegular />,
  resolve: <CheckmarkCircleRegular />,
  cancel: <DismissCircleRegular />,
  reopen: <ArrowCounterclockwiseRegular />,
  assign: <PersonArrowRightRegular />,
  merge: <MergeRegular />,
  known: <ArrowDownloadRegular />,
  delete: <DeleteRegular />,
};

interface CommandBarProps {
  actions: readonly Action[];
  /** Something is being done already. */
  busy: boolean;
  onAction: (action: Action) => void;
}

export function CommandBar({ actions, busy, onAction }: CommandBarProps) {
  const { t } = useText();
  const hidden = actions.filter((action) => IN_MENU.has(action));
  return (
    <div className="ll-commands" role="group" aria-label={t('command.label')}>
      {actions
        .filter((action) => !IN_MENU.has(action))
        .map((action) => (
          <Button
            key={action}
            appearance="subtle"
            icon={ICONS[action]}
            disabledFocusable={busy}
            onClick={() => onAction(action)}
          >
            {t(`command.${action}`)}
          </Button>
        ))}
      <MenuButton
        trigger={
          <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={t('command.more')} />
        }
        entries={() =>
          hidden.map((action) => ({
            text: t(`command.${action}`),
            icon: ICONS[action],
            onClick: () => onAction(action),
          }))
        }
      />
    </div>
  );
}
