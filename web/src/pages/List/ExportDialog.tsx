// The list as a file for a spreadsheet.
import { Checkbox } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
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
  return (
    <AskDialog
      title={t('list.export')}
      action={t('export.do')}
      ready={options !== undefined}
      onDo={async () => {
        if (options) await download(exportPath(table, columns, options, reasons), `${table.entitySet}.csv`);
      }}
      onClose={onClose}
    >
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
    </AskDialog>
  );
}
