// The list counted by one of its columns, as bars; a bar clicked shows its rows only.
import { Button, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { ErrorState, LoadingBlock } from '../../components/States';
import { both, type Condition } from '../../data/lists/conditions';
import { useGroups, type Group } from '../../data/lists/groups';
import type { ListQuery } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import { optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { ColumnOptions } from './ColumnOptions';
import type { Columns } from './useColumns';
import './GroupChart.css';

interface GroupChartProps {
  table: ListTable;
  columns: Columns;
  /** The column counted by. */
  name: string;
  options: ListQuery | undefined;
  /** The filter in force, which a clicked bar adds to. */
  filter: Condition | null;
  onName: (name: string) => void;
  onFilter: (filter: Condition) => void;
}

const GROUPABLE = new Set(['Choice', 'State', 'Status', 'Boolean', 'Lookup']);
const SHOWN = 12;

export function GroupChart({ table, columns, name, options, filter, onName, onFilter }: GroupChartProps) {
  const { t, number, percent, language } = useText();
  const groups = useGroups(table, name, options);
  const column = columns.get(name);
  const choices = useMemo(() => columns.all.filter((one) => GROUPABLE.has(one.type)), [columns]);
  const labelOf = ({ value, label }: Group) => {
    if (value === null) return t('filter.no_value');
    if (typeof value === 'boolean') return t(value ? 'list.yes' : 'list.no');
    return optionLabel(table.name, name, value, language) ?? label ?? String(value);
  };
  const test = ({ value, label }: Group): Condition => {
    if (value === null) return { column: name, op: 'empty' };
    if (typeof value === 'number') return { column: name, op: 'in', value: [value] };
    return { column: name, op: 'eq', value: value as string | boolean, name: label };
  };
  const all = groups.data ?? [];
  const most = Math.max(1, ...all.map((one) => one.count));
  const sum = all.reduce((total, one) => total + one.count, 0);

  return (
    <section className="ll-card ll-groups" aria-label={t('chart.title')}>
      <label className="ll-groups-by">
        <span>{t('chart.by')}</span>
        <Select size="small" value={name} onChange={(_, { value }) => onName(value)}>
          {!column && <option value={name}>{name}</option>}
          <ColumnOptions columns={choices} />
        </Select>
      </label>
      {groups.isPending ? (
        <LoadingBlock lines={3} />
      ) : groups.error ? (
        <ErrorState error={groups.error} onRetry={() => void groups.refetch()} compact />
      ) : (
        <ul className="ll-groups-bars">
          {all.slice(0, SHOWN).map((group) => (
            <li key={String(group.value)}>
              <Button
                appearance="transparent"
                className="ll-groups-bar"
                onClick={() => onFilter(both(filter, test(group))!)}
              >
                <span className="ll-groups-label">{labelOf(group)}</span>
                <span className="ll-groups-track" aria-hidden>
                  <span style={{ width: `${(group.count / most) * 100}%` }} />
                </span>
                <span className="ll-number">
                  {number(group.count)}
                  <span className="ll-muted"> · {percent(sum > 0 ? group.count / sum : 0)}</span>
                </span>
              </Button>
            </li>
          ))}
          {all.length > SHOWN && (
            <li className="ll-card-text">{t('chart.more', { count: all.length - SHOWN })}</li>
          )}
        </ul>
      )}
    </section>
  );
}
