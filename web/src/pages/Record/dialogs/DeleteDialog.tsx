// A record is deleted for good: asks first, and tells of the gentler ways.
import { useQueryClient } from '@tanstack/react-query';
import { AskDialog } from '../../../components/AskDialog';
import { showToast } from '../../../components/toasts';
import { deleteRecord, recordKey, refreshLists } from '../../../data/records';
import { refreshRelationships } from '../../../data/relationshipRefresh';
import { useText } from '../../../text/i18n';
import { tableWord } from '../../../text/tableWords';
import type { ActionProps } from './ActionDialog';

export function DeleteDialog({ record, onClose, onGone }: ActionProps) {
  const text = useText();
  const { t } = text;
  const queries = useQueryClient();
  return (
    <AskDialog
      grave
      title={t('delete.title', { table: tableWord(record.table, text) })}
      action={t('command.delete')}
      onClose={onClose}
      onDo={async () => {
        await deleteRecord(record.table, record.id);
        onGone();
        queries.removeQueries({ queryKey: recordKey(record.table, record.id) });
        void refreshLists(queries, record.table);
        void refreshRelationships(queries);
        showToast({ text: t('done.deleted', { name: record.name }) });
      }}
    >
      <p>{t('delete.text', { name: record.name })}</p>
    </AskDialog>
  );
}
