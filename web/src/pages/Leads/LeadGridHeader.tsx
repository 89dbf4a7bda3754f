// The headers: each a button that sorts, and turns the order round when clicked again.
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { COLUMNS } from './columns';
import { sortedBy, type ListState } from './listState';

interface LeadGridHeaderProps {
  state: ListState;
  onChange: (state: ListState) => void;
}

export function LeadGridHeader({ state, onChange }: LeadGridHeaderProps) {
  const { t, language } = useText();
  return (
    <div role="rowgroup" className="ll-grid-head">
      <div role="row" aria-rowindex={1} className="ll-grid-row ll-grid-header">
        {COLUMNS.map((column, index) => {
          const sorted = state.sort === column.id;
          const label = (column.field && fieldLabel('lead', column.field, language)) || t(column.text);
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={index + 1}
              aria-sort={sorted ? (state.descending ? 'descending' : 'ascending') : 'none'}
              className={`ll-grid-cell ll-col-${column.id}`}
            >
              <button
                type="button"
                className="ll-grid-sort"
                onClick={() => onChange(sortedBy(state, column.id))}
              >
                <span>{label}</span>
                {sorted &&
                  (state.descending ? <ArrowDownRegular aria-hidden /> : <ArrowUpRegular aria-hidden />)}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
