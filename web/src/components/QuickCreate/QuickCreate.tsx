// The button of the top bar that makes something new, its key, and the dialog when it is wanted.
import { AddRegular } from '@fluentui/react-icons';
import { Suspense, useEffect } from 'react';
import { useText } from '../../text/i18n';
import { IconButton } from '../IconButton';
import { later } from '../later';
import { openQuickCreate, useWish } from './quickCreate';

const QuickCreateDialog = later(async () => (await import('./QuickCreateDialog')).QuickCreateDialog);

export function QuickCreate() {
  const { t } = useText();
  const wish = useWish();
  const open = () => openQuickCreate({ table: 'lead', preset: {} });

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // By place: with Alt some layouts write another letter.
      if (!event.altKey || event.ctrlKey || event.metaKey || event.code !== 'KeyN') return;
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return;
      event.preventDefault();
      openQuickCreate({ table: 'lead', preset: {} });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <IconButton
        label={t('bar.create')}
        appearance="subtle"
        className="ll-bar-button"
        icon={<AddRegular />}
        aria-keyshortcuts="Alt+N"
        onClick={open}
      />
      {wish && (
        <Suspense fallback={null}>
          <QuickCreateDialog wish={wish} />
        </Suspense>
      )}
    </>
  );
}
