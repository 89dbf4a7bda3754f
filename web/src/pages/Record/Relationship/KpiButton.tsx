// A figure of the API as a number that can be asked; a dash where there is none.
import { kpiOf, type ActivityFilter } from '../../../data/relationship';
import type { Relationship } from '../../../data/relationship';
import { filtersOf, type FigureKey } from '../../../data/relationshipFigures';
import { yearBegins } from '../../../data/relationshipDays';
import { useText } from '../../../text/i18n';
import { kpiText } from '../../../text/relationship';
import { FigureButton } from './FigureButton';

type Span = 'value' | 'this_year' | 'earlier';

/** The part of the activities that a figure of these years is made of. */
function spanOf(span: Span, asOf: string): ActivityFilter {
  if (span === 'value') return {};
  return span === 'this_year' ? { from: yearBegins(asOf) } : { to: yearBegins(asOf) };
}

interface KpiButtonProps {
  relationship: Relationship;
  name: FigureKey;
  span?: Span;
  large?: boolean;
}

export function KpiButton({ relationship, name, span = 'value', large }: KpiButtonProps) {
  const text = useText();
  const kpi = kpiOf(relationship, name);
  const value = kpi?.[span] ?? null;
  if (!kpi || value === null) return <span className="ll-muted">–</span>;
  return (
    <FigureButton
      large={large}
      figure={{
        key: name,
        value: kpiText(kpi.unit, value, text),
        filters: filtersOf(name, spanOf(span, relationship.as_of)),
      }}
    />
  );
}
