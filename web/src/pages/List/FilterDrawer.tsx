// The conditions of a list, in a drawer beside it.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { SideDrawer } from '../../components/SideDrawer';
import { isWhole, partsOf, type Condition } from '../../data/lists/conditions';
import type { ListTable } from '../../data/lists/tables';
import { useText } from '../../text/i18n';
import { asGroup, GroupEditor, type Group } from './GroupEditor';
import type { Columns } from './useColumns';
import './FilterDrawer.css';

interface FilterDrawerProps {
  table: ListTable;
  columns: Columns;
  filter: Condition | null;
  /** Whether it is other than the view's. */
  own: boolean;
  /** `undefined` takes the view's filter again. */
  onFilter: (filter: Condition | null | undefined) => void;
  onClose: () => void;
}

export function FilterDrawer({ table, columns, filter, own, onFilter, onClose }: FilterDrawerProps) {
  const { t } = useText();
  const [draft, setDraft] = useState<Group>(() => asGroup(filter));
  const whole = isWhole(draft);
  const apply = () => {
    onFilter(partsOf(draft).length === 0 ? null : draft);
    onClose();
  };
  return (
    <SideDrawer
      title={t('list.filter')}
      size="medium"
      foot={
        <>
          <Button appearance="primary" disabledFocusable={!whole} onClick={() => whole && apply()}>
            {t('filter.apply')}
          </Button>
          {own && (
            <Button
              onClick={() => {
                onFilter(undefined);
                onClose();
              }}
            >
              {t('filter.as_view')}
            </Button>
          )}
          {!whole && <span className="ll-muted">{t('filter.not_whole')}</span>}
        </>
      }
      onClose={onClose}
    >
      <GroupEditor table={table} columns={columns} group={draft} onChange={setDraft} />
    </SideDrawer>
  );
}
