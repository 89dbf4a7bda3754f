// A value of what is known of a relationship: a record that never had an activity has none, which is not zero.
import { HealthState } from '../../components/HealthState';
import { Trend } from '../../components/Trend';
import { HEALTH } from '../../data/lists/kpiFields';
import { stepsOf } from '../../data/lists/paths';
import type { Row } from '../../data/lists/rows';
import { useText } from '../../text/i18n';
import type { Column } from './useColumns';

interface RelatedCellProps {
  column: Column;
  row: Row;
  /** The value in words; empty when there is none. */
  said: string;
}

/** Numbers above are no directions. */
const LAST_DIRECTION = 3;

export function RelatedCell({ column, row, said }: RelatedCellProps) {
  const { t } = useText();
  const [lookup, name] = stepsOf(column.name);
  const value = row[column.name];
  if (said === '') {
    const never = name === HEALTH.state && row[lookup] === null;
    return <span className="ll-muted">{never ? t('relation.empty') : '–'}</span>;
  }
  if (name === HEALTH.state) return <HealthState state={value} word={said} />;
  if (name === HEALTH.trend && Number(value) <= LAST_DIRECTION) return <Trend trend={Number(value)} />;
  return said;
}
