// Why a list is empty, and what to do about it.
import { Button } from '@fluentui/react-components';
import { PeopleListRegular } from '@fluentui/react-icons';
import { EmptyState } from '../../components/States';
import { isNarrowed, switched, type ListState } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';

interface NoRowsProps {
  table: ListTable;
  state: ListState;
  quick: string;
  plural: string;
  onChange: (state: ListState) => void;
}

export function NoRows({ table, state, quick, plural, onChange }: NoRowsProps) {
  const { t } = useText();
  const icon = <PeopleListRegular />;
  if (isNarrowed(state) || state.filter) {
    return (
      <EmptyState icon={icon} title={t('list.none_match', { plural })} text={t('leads.none_match_text')}>
        <Button
          onClick={() =>
            onChange({ ...switched(state, state.view), columns: state.columns, order: state.order })
          }
        >
          {t('leads.clear_filters')}
        </Button>
      </EmptyState>
    );
  }
  const mine = quick === 'my';
  const isLead = table.name === 'lead';
  return (
    <EmptyState
      icon={icon}
      title={t(mine ? 'list.none_mine' : 'list.none', { plural })}
      text={t(mine ? 'list.none_mine_text' : isLead ? 'leads.none_text' : 'list.none_text')}
    >
      {mine && <Button onClick={() => onChange({ ...state, view: 'open' })}>{t('list.show_all')}</Button>}
    </EmptyState>
  );
}
