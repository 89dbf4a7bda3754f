// Which tab of a record is open; it stands in the address, so that it can be sent to somebody.
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { hasRelationship } from '../../data/relationship';

export type RecordTab = 'record' | 'relationship';

const NAME = 'tab';

export function useRecordTab(table: string): [RecordTab, (tab: RecordTab) => void] {
  const [search, setSearch] = useSearchParams();
  const open = hasRelationship(table) && search.get(NAME) === 'relationship' ? 'relationship' : 'record';
  const choose = useCallback(
    (tab: RecordTab) => setSearch(tab === 'record' ? {} : { [NAME]: tab }, { replace: true }),
    [setSearch],
  );
  return [open, choose];
}
