// Columns as the options of a select, by their labels; those of the relationship stand in a group of their own.
import { useText } from '../../text/i18n';
import type { Column } from './useColumns';

export function ColumnOptions({ columns }: { columns: readonly Column[] }) {
  const { t, language } = useText();
  const sorted = [...columns].sort((a, b) => a.label.localeCompare(b.label, language));
  const options = (related: boolean) =>
    sorted
      .filter((one) => (one.related === true) === related)
      .map((one) => (
        <option key={one.name} value={one.name}>
          {one.label}
        </option>
      ));
  const related = options(true);
  return (
    <>
      {options(false)}
      {related.length > 0 && <optgroup label={t('relation.tab')}>{related}</optgroup>}
    </>
  );
}
