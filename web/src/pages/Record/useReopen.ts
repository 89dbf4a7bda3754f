import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { errorText } from '../../components/States';
import { showToast } from '../../components/toasts';
import { reopen } from '../../data/lifecycle';
import { refreshRecord, type Reference } from '../../data/records';
import { useText } from '../../text/i18n';

/** Opens a closed record again and says so. */
export function useReopen(): (record: Reference) => Promise<void> {
  const text = useText();
  const queries = useQueryClient();
  return useCallback(
    async ({ table, id, name }) => {
      try {
        await reopen(table, id);
        showToast({ text: text.t('done.reopened', { name }) });
      } catch (error) {
        showToast({ text: errorText(error, text), intent: 'failed' });
      }
      await refreshRecord(queries, table, id);
    },
    [queries, text],
  );
}
