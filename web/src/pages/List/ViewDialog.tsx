// Asks for a view's name, or whether to delete it.
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { ErrorState } from '../../components/States';
import type { Definition } from '../../data/lists/state';
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
  const busy = actions.create.isPending || actions.change.isPending || actions.remove.isPending;
  const error = actions.create.error ?? actions.change.error ?? actions.remove.error;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = name.trim();
    if (busy) return;
    if (kind === 'delete' && saved) {
      actions.remove.mutate(saved, { onSuccess: () => onDone('open') });
    } else if (kind === 'rename' && saved && wanted) {
      actions.change.mutate({ view: saved, name: wanted }, { onSuccess: () => onDone() });
    } else if (kind === 'save_as' && wanted) {
      actions.create.mutate({ name: wanted, shared, definition }, { onSuccess: (id) => onDone(id) });
    }
  };
  const done = t(kind === 'delete' ? 'list.view_delete' : 'list.view_save');
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onDone()}>
      <DialogSurface>
        <form onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{t(`list.view_${kind}`)}</DialogTitle>
            <DialogContent>
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
              {error && <ErrorState error={error} compact />}
            </DialogContent>
            <DialogActions>
              <Button onClick={() => onDone()}>{t('action.cancel')}</Button>
              <Button type="submit" appearance="primary" disabledFocusable={busy || name.trim() === ''}>
                {done}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
