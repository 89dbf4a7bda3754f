// Asks for a view's name, or whether to delete it.
import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import type { Definition } from '../../data/lists/builtIn';
import type { ListTable } from '../../data/lists/tables';
import { useViewActions, type SavedView } from '../../data/lists/views';
import { useText } from '../../text/i18n';

interface ViewDialogProps {
  table: ListTable;
  kind: 'save_as' | 'rename' | 'delete';
  saved: SavedView | undefined;
  definition: Definition;
  /** A name to begin with. */
  suggestion: string;
  mayShare: boolean;
  /** Called with the view to show next; with nothing when the shown one stays. */
  onDone: (view?: string) => void;
}

export function ViewDialog({
  table,
  kind,
  saved,
  definition,
  suggestion,
  mayShare,
  onDone,
}: ViewDialogProps) {
  const { t } = useText();
  const actions = useViewActions(table);
  const [name, setName] = useState(suggestion);
  const [shared, setShared] = useState(false);
  const wanted = name.trim();

  const go = async () => {
    if (kind === 'delete' && saved) {
      await actions.remove.mutateAsync(saved);
      onDone('open');
    } else if (kind === 'rename' && saved) {
      await actions.change.mutateAsync({ view: saved, name: wanted });
    } else if (kind === 'save_as') {
      onDone(await actions.create.mutateAsync({ name: wanted, shared, definition }));
    }
  };
  return (
    <AskDialog
      title={t(`list.view_${kind}`)}
      action={t(kind === 'delete' ? 'list.view_delete' : 'list.view_save')}
      ready={kind === 'delete' || wanted !== ''}
      onDo={go}
      onClose={() => onDone()}
    >
      {kind === 'delete' ? (
        <p>{t('views.delete_text', { name: saved?.name ?? '' })}</p>
      ) : (
        <Field label={t('views.name')} required>
          <Input value={name} maxLength={200} onChange={(_, data) => setName(data.value)} />
        </Field>
      )}
      {kind === 'save_as' && mayShare && (
        <Checkbox
          label={t('views.share')}
          checked={shared}
          onChange={(_, data) => setShared(data.checked === true)}
        />
      )}
    </AskDialog>
  );
}
