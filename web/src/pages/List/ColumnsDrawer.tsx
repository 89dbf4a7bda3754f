// Which columns the list shows, and in which order.
//
// Keyboard: checkboxes add, buttons move up and down. Screen reader: two named lists.
import { Button, Checkbox, Input } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { SideDrawer } from '../../components/SideDrawer';
import { useText } from '../../text/i18n';
import { moved } from './choice';
import type { Column, Columns } from './useColumns';
import './ColumnsDrawer.css';

interface ColumnsDrawerProps {
  columns: Columns;
  chosen: readonly string[];
  /** Those of the view. */
  standard: readonly string[];
  /** `undefined` takes the view's columns again. */
  onChoose: (names: string[] | undefined) => void;
  onClose: () => void;
}

export function ColumnsDrawer({ columns, chosen, standard, onChoose, onClose }: ColumnsDrawerProps) {
  const { t, language } = useText();
  const [names, setNames] = useState(() => chosen.filter((one) => columns.get(one)));
  const [typed, setTyped] = useState('');
  const rest = columns.all
    .filter(
      (one) => !names.includes(one.name) && one.label.toLowerCase().includes(typed.trim().toLowerCase()),
    )
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const related = rest.filter((one) => one.related);
  const labelOf = (name: string) => columns.get(name)?.label ?? name;
  return (
    <SideDrawer
      title={t('list.columns')}
      size="small"
      foot={
        <>
          <Button
            appearance="primary"
            onClick={() => {
              onChoose(names.join() === standard.join() ? undefined : [...names]);
              onClose();
            }}
          >
            {t('filter.apply')}
          </Button>
          <Button onClick={() => setNames([...standard])}>{t('columns.as_view')}</Button>
        </>
      }
      onClose={onClose}
    >
      <ul className="ll-columns-list" aria-label={t('columns.shown')}>
        {names.map((name, index) => (
          <li key={name} className="ll-columns-item">
            <Checkbox
              label={labelOf(name)}
              checked
              disabled={names.length === 1}
              onChange={() => setNames(names.filter((one) => one !== name))}
            />
            <Button
              appearance="subtle"
              size="small"
              icon={<ArrowUpRegular />}
              aria-label={t('columns.up', { name: labelOf(name) })}
              disabledFocusable={index === 0}
              onClick={() => setNames(moved(names, index, index - 1))}
            />
            <Button
              appearance="subtle"
              size="small"
              icon={<ArrowDownRegular />}
              aria-label={t('columns.down', { name: labelOf(name) })}
              disabledFocusable={index === names.length - 1}
              onClick={() => setNames(moved(names, index, index + 1))}
            />
          </li>
        ))}
      </ul>
      <Input
        className="ll-columns-find"
        aria-label={t('columns.find')}
        placeholder={t('columns.find')}
        value={typed}
        onChange={(_, { value }) => setTyped(value)}
      />
      <Others
        label={t('columns.others')}
        columns={rest.filter((one) => !one.related)}
        onAdd={(name) => setNames([...names, name])}
      />
      {related.length > 0 && (
        <>
          <h3 className="ll-columns-group">{t('relation.tab')}</h3>
          <Others label={t('relation.tab')} columns={related} onAdd={(name) => setNames([...names, name])} />
        </>
      )}
    </SideDrawer>
  );
}

interface OthersProps {
  label: string;
  columns: readonly Column[];
  onAdd: (name: string) => void;
}

/** Columns that are not shown yet. */
function Others({ label, columns, onAdd }: OthersProps) {
  return (
    <ul className="ll-columns-list" aria-label={label}>
      {columns.map((column) => (
        <li key={column.name} className="ll-columns-item">
          <Checkbox label={column.label} checked={false} onChange={() => onAdd(column.name)} />
        </li>
      ))}
    </ul>
  );
}
