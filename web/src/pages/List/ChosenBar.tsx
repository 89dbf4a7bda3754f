// What can be done with the chosen rows; in the place of the filters.
import { Button } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  DeleteRegular,
  DismissRegular,
  PersonSwapRegular,
} from '@fluentui/react-icons';
import type { BulkWish } from '../../data/lists/bulk';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';

interface ChosenBarProps {
  table: ListTable;
  count: number;
  onDo: (kind: BulkWish['kind']) => void;
  onClear: () => void;
}

export function ChosenBar({ table, count, onDo, onClear }: ChosenBarProps) {
  const { t, number } = useText();
  return (
    <div className="ll-filters ll-chosen" role="group" aria-label={t('list.chosen_actions')}>
      <strong role="status">{t('list.chosen', { count, shown: number(count) })}</strong>
      <Button icon={<PersonSwapRegular />} onClick={() => onDo('assign')}>
        {t('list.assign')}
      </Button>
      {table.closes.length > 0 && (
        <Button icon={<CheckmarkCircleRegular />} onClick={() => onDo('close')}>
          {t('list.close')}
        </Button>
      )}
      <Button icon={<DeleteRegular />} onClick={() => onDo('delete')}>
        {t('list.delete')}
      </Button>
      <Button appearance="subtle" icon={<DismissRegular />} onClick={onClear}>
        {t('list.let_go')}
      </Button>
    </div>
  );
}
