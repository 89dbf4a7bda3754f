// What a part of an attribute's values is called.
import type { Factor, InsightBar } from '../../data/factors';
import { attributeLabel, reasonSentence, valueText } from '../../text/reasons';
import type { TextTools } from '../../text/i18n';

/** Numbers that are counted one by one: their ranges are said with both ends in them. */
const WHOLE = new Set(['Integer', 'BigInteger']);

const bound = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function rangeText(low: string | null, high: string | null, { t }: TextTools): string {
  if (low !== null && high !== null) return low === high ? low : t('insight.between', { low, high });
  if (low !== null) return t('insight.from_value', { low });
  return high === null ? t('insight.any_value') : t('insight.below_value', { high });
}

function numberRange({ type }: Factor, { params }: InsightBar, text: TextTools): string {
  const low = bound(params.low);
  const high = bound(params.high);
  const write = (value: number) => text.number(value, 2);
  // Up to but not with the upper bound: of whole numbers the one before it.
  const last = high !== null && low !== null && WHOLE.has(type) ? high - 1 : high;
  return rangeText(low === null ? null : write(low), last === null ? null : write(last), text);
}

/** Ages count backwards: a date ahead has a negative one. */
function ageRange({ params }: InsightBar, text: TextTools): string {
  const low = bound(params.low);
  const high = bound(params.high);
  const days = (value: number | null) => (value === null ? null : text.number(Math.abs(value)));
  if ((low ?? 0) >= 0 && (high ?? 1) > 0)
    return text.t('insight.days_before', { range: rangeText(days(low), days(high), text) });
  if (high !== null && high <= 0)
    return text.t('insight.days_after', { range: rangeText(days(high), days(low), text) });
  const end = (value: number | null) =>
    value === null
      ? null
      : text.t(value < 0 ? 'insight.days_after' : 'insight.days_before', { range: days(value)! });
  return rangeText(end(low), end(high), text);
}

export function barLabel(factor: Factor, bar: InsightBar, text: TextTools): string {
  const { t } = text;
  const about = { attribute: factor.attribute, table: factor.table, ...bar };
  switch (bar.key) {
    case 'empty':
      return t('value.empty');
    case 'filled':
      return t('value.filled');
    case 'other_value':
      return t('insight.other');
    case 'number':
      return numberRange(factor, bar, text);
    case 'age_days':
      return ageRange(bar, text);
    case 'mail_domain':
    case 'name_valid':
      return reasonSentence({ ...about, label: attributeLabel(factor, text), points: 0 }, text);
    default:
      return valueText(about, text);
  }
}
