// Asks before something is deleted.
import { AskDialog } from '../../components/AskDialog';
import { useSend } from '../../data/admin';
import { useText } from '../../text/i18n';

interface DeleteDialogProps {
  name: string;
  /** What to delete: `teams(ID)`. */
  path: string;
  onClose: () => void;
}

export function DeleteDialog({ name, path, onClose }: DeleteDialogProps) {
  const { t } = useText();
  const send = useSend();
  return (
    <AskDialog
      grave
      title={t('admin.delete', { name })}
      action={t('list.delete')}
      onClose={onClose}
      onDo={() => send.mutateAsync({ remove: path })}
    >
      <p>{t('admin.delete_text')}</p>
    </AskDialog>
  );
}
