// The list as a file for a spreadsheet.
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ErrorState } from '../../components/States';
import { exportPath } from '../../data/lists/export';
import type { ListQuery } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import { download } from '../../data/download';
import { useText } from '../../text/i18n';

interface ExportDialogProps {
  table: ListTable;
  columns: readonly string[];
  options: ListQuery | undefined;
  total: number | undefined;
  onClose: () => void;
}

export function ExportDialog({ table, columns, options, total, onClose }: ExportDialogProps) {
  const { t, number } = useText();
  const hasScore = table.score !== undefined;
  const [reasons, setReasons] = useState(hasScore);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const go = async () => {
    if (!options || busy) return;
    setBusy(true);
    setError(null);
    try {
      await download(exportPath(table, columns, options, reasons), `${table.entitySet}.csv`);
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('list.export')}</DialogTitle>
          <DialogContent>
            <p>
              {total === undefined
                ? t('export.text_all')
                : t('export.text', { count: total, shown: number(total) })}
            </p>
            {hasScore && (
              <Checkbox
                label={t('export.reasons')}
                checked={reasons}
                onChange={(_, { checked }) => setReasons(checked === true)}
              />
            )}
            {error !== null && <ErrorState error={error} compact />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button
              appearance="primary"
              icon={<ArrowDownloadRegular />}
              disabledFocusable={busy || !options}
              onClick={() => void go()}
            >
              {t('export.do')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
