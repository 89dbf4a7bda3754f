// The button that saves a card, and what came of it.
import { Button } from '@fluentui/react-components';
import { useText } from '../text/i18n';
import { ErrorState } from './States';

interface SaveRowProps {
  ready: boolean;
  busy: boolean;
  saved: boolean;
  error: unknown;
  onSave: () => void;
}

export function SaveRow({ ready, busy, saved, error, onSave }: SaveRowProps) {
  const { t } = useText();
  return (
    <>
      {error !== null && error !== undefined && <ErrorState error={error} compact />}
      <div className="ll-actions">
        <Button
          appearance="primary"
          disabledFocusable={!ready || busy}
          onClick={() => ready && !busy && onSave()}
        >
          {t('list.view_save')}
        </Button>
        <span role="status">{saved && !busy ? t('settings.saved') : ''}</span>
      </div>
    </>
  );
}
