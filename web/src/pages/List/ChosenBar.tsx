// What can be done with the chosen rows; in the place of the filters.
import { Button } from '@fluentui/react-components';
import {
  CheckmarkCircleRegular,
  DeleteRegular,
  ColumnDoubleCompareRegular,
  DismissRegular,
  PersonSwapRegular,
} from '@fluentui/react-icons';
import { useNavigate } from 'react-router';
import type { BulkWish } from '../../data/lists/bulk';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';

interface ChosenBarProps {
  table: ListTable;
  chosen: ReadonlySet<string>;
  onDo: (kind: BulkWish['kind']) => void;
  onClear: () => void;
}

export function ChosenBar({ table, chosen, onDo, onClear }: ChosenBarProps) {
  const { t, number } = useText();
  const navigate = useNavigate();
  const count = chosen.size;
  return (
    <div className="ll-filters ll-chosen" role="group" aria-label={t('list.chosen_actions')}>
      <strong role="status">{t('list.chosen', { count, shown: number(count) })}</strong>
      {table.score && count === 2 && (
        <Button
          icon={<ColumnDoubleCompareRegular />}
          onClick={() => navigate(`/compare/${[table.name, ...chosen].join('/')}`)}
        >
          {t('list.compare')}
        </Button>
      )}
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
