// What an attribute is called; reports name custom columns by their technical names only.
import { useCustomColumns } from '../../data/columns';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';

export function useAttributeName(table: ScoredTable): (attribute: string) => string {
  const text = useText();
  const own = useCustomColumns(table);
  const related: Record<string, typeof own> = {
    parentaccountid: useCustomColumns('account'),
    parentcontactid: useCustomColumns('contact'),
  };
  return (attribute) => {
    const [first = '', inner] = attribute.split('/');
    const label = (inner === undefined ? own : (related[first] ?? [])).find(
      ({ name }) => name === (inner ?? first),
    )?.label;
    return attributeLabel({ attribute, table, label }, text);
  };
}
