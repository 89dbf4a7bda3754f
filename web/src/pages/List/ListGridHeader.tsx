// The headers: each a button that sorts, and turns the order round when clicked again; before them, the choice of all rows.
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { Definition } from '../../data/lists/builtIn';
import { useText } from '../../text/i18n';
import type { Column } from './useColumns';

interface ListGridHeaderProps {
  columns: readonly Column[];
  shown: Definition;
  onSort: (column: Column) => void;
  /** How many of the loaded rows are chosen: none, some, all. */
  chosen: 'none' | 'some' | 'all';
  onChooseAll: (choose: boolean) => void;
}

export function ListGridHeader({ columns, shown, onSort, chosen, onChooseAll }: ListGridHeaderProps) {
  const { t } = useText();
  const sort = shown.order[0];
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = chosen === 'some';
  }, [chosen]);
  return (
    <div role="rowgroup" className="ll-grid-head">
      <div role="row" aria-rowindex={1} className="ll-grid-row ll-grid-header">
        <div role="columnheader" aria-colindex={1} className="ll-grid-cell ll-grid-choice">
          <input
            ref={box}
            type="checkbox"
            className="ll-check"
            aria-label={t('list.choose_all')}
            checked={chosen === 'all'}
            onChange={(event) => onChooseAll(event.target.checked)}
          />
        </div>
        {columns.map((column, index) => {
          const sorted = sort?.column === column.name;
          return (
            <div
              key={column.name}
              role="columnheader"
              aria-colindex={index + 2}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className="ll-grid-cell"
            >
              <button type="button" className="ll-grid-sort" onClick={() => onSort(column)}>
                <span>{column.label}</span>
                {sorted &&
                  (sort.descending ? <ArrowDownRegular aria-hidden /> : <ArrowUpRegular aria-hidden />)}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
