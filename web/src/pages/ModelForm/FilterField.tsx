// Which records a model is about: the filter builder, or the text of a filter that it cannot show.
import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { isWhole, toFilter, type Asker, type Condition } from '../../data/lists/conditions';
import { fromFilter } from '../../data/lists/filterText';
import { listTable } from '../../data/lists/tables';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { asGroup, GroupEditor, type Group } from '../List/GroupEditor';
import type { Columns } from '../List/useColumns';

interface FilterFieldProps {
  table: ScoredTable;
  columns: Columns;
  filter: string;
  problem: string | undefined;
  /** null while a condition is not filled in. */
  onChange: (filter: string | null) => void;
}

export function FilterField({ table, columns, filter, problem, onChange }: FilterFieldProps) {
  const { t } = useText();
  const typeOf = (column: string) => columns.get(column)?.type;
  const read = () => {
    const condition = fromFilter(filter, typeOf);
    return condition === undefined ? null : asGroup(condition);
  };
  /** null: shown as a text. */
  const [group, setGroup] = useState<Group | null>(read);
  // Nobody asks here: what depends on who asks, and when, is not offered.
  const asker: Asker = { userId: '', team: [], now: new Date(0), typeOf };
  const change = (next: Group) => {
    setGroup(next);
    onChange(isWhole(next) ? toFilter(next as Condition, asker) : null);
  };
  if (group === null) {
    return (
      <>
        <Field
          label={t('modelform.filter_text')}
          hint={t('modelform.filter_text_hint')}
          validationMessage={problem}
        >
          <Textarea value={filter} resize="vertical" onChange={(_, { value }) => onChange(value)} />
        </Field>
        {read() !== null && (
          <div className="ll-actions">
            <Button size="small" onClick={() => setGroup(read())}>
              {t('modelform.filter_build')}
            </Button>
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <GroupEditor table={listTable(table)!} columns={columns} group={group} onChange={change} />
      {problem && (
        <p className="ll-modelform-problem" role="alert">
          {problem}
        </p>
      )}
      <div className="ll-actions">
        <Button
          size="small"
          appearance="subtle"
          disabledFocusable={!isWhole(group)}
          onClick={() => isWhole(group) && setGroup(null)}
        >
          {t('modelform.filter_write')}
        </Button>
      </div>
    </>
  );
}
