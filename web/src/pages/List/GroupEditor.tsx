// The filter builder: conditions, joined by all or any, with groups of their own.
//
// Keyboard: every part is an ordinary field in order of reading. Screen reader: each group is named, each condition is a
// group of three fields.
import { Button } from '@fluentui/react-components';
import { AddRegular, DeleteRegular, GroupListRegular } from '@fluentui/react-icons';
import { Segments } from '../../components/Segments';
import { isTest, partsOf, type Condition, type Test } from '../../data/lists/conditions';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';
import { TestEditor } from './TestEditor';
import type { Columns } from './useColumns';
import './GroupEditor.css';

export type Group = Exclude<Condition, Test>;
export const asGroup = (filter: Condition | null): Group =>
  filter === null ? { all: [] } : isTest(filter) ? { all: [filter] } : filter;
const withParts = (group: Group, parts: Condition[]): Group =>
  'all' in group ? { all: parts } : { any: parts };

interface GroupEditorProps {
  table: ListTable;
  columns: Columns;
  group: Group;
  /** How deep it stands in others. */
  depth?: number;
  onChange: (group: Group) => void;
  onRemove?: () => void;
}

const MOST_DEEP = 2;

export function GroupEditor({ table, columns, group, depth = 0, onChange, onRemove }: GroupEditorProps) {
  const { t } = useText();
  const parts = partsOf(group);
  const replace = (index: number, part: Condition) =>
    onChange(
      withParts(
        group,
        parts.map((one, place) => (place === index ? part : one)),
      ),
    );
  const remove = (index: number) =>
    onChange(
      withParts(
        group,
        parts.filter((_, place) => place !== index),
      ),
    );
  const first: Test = { column: table.title[0]!, op: 'contains', value: '' };
  return (
    <div className="ll-filter-group" role="group" aria-label={t('filter.group')}>
      <div className="ll-filter-join">
        <Segments
          label={t('filter.join')}
          value={'all' in group ? 'all' : 'any'}
          options={[
            { value: 'all', text: t('filter.all') },
            { value: 'any', text: t('filter.any') },
          ]}
          onChange={(join) => onChange(join === 'all' ? { all: parts } : { any: parts })}
        />
        {onRemove && (
          <Button
            appearance="subtle"
            icon={<DeleteRegular />}
            aria-label={t('filter.remove_group')}
            onClick={onRemove}
          />
        )}
      </div>
      {parts.length === 0 && <p className="ll-card-text">{t('filter.none')}</p>}
      {parts.map((part, index) =>
        isTest(part) ? (
          <TestEditor
            key={index}
            table={table}
            columns={columns}
            test={part}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ) : (
          <GroupEditor
            key={index}
            table={table}
            columns={columns}
            group={part}
            depth={depth + 1}
            onChange={(next) => replace(index, next)}
            onRemove={() => remove(index)}
          />
        ),
      )}
      <div className="ll-filter-add">
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() => onChange(withParts(group, [...parts, first]))}
        >
          {t('filter.add')}
        </Button>
        {depth < MOST_DEEP && (
          <Button
            size="small"
            appearance="subtle"
            icon={<GroupListRegular />}
            onClick={() =>
              onChange(withParts(group, [...parts, 'all' in group ? { any: [first] } : { all: [first] }]))
            }
          >
            {t('filter.add_group')}
          </Button>
        )}
      </div>
    </div>
  );
}
