// Why a health is what it is: terms whose points add up to it.
import { monthBounds } from '../../../data/relationshipDays';
import type { Health, HealthTerm, Relationship } from '../../../data/relationship';
import { filtersOf, type Figure } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { termText } from '../../../text/relationship';
import { FigureButton } from './FigureButton';

const HOUR = 3600_000;
/** Contacts of a month have activities behind them, a silence the last one before it; the others are dates. */
function termFilters(term: HealthTerm, asOf: string) {
  if (term.kind === 'contacts' && term.month)
    return filtersOf('health', { channel: term.channel, ...monthBounds(term.month) });
  if (term.kind === 'silence' && term.days !== undefined)
    return filtersOf('health', {
      from: new Date(new Date(asOf).getTime() - (term.days + 1) * 24 * HOUR).toISOString(),
    });
  return [];
}

export function HealthTerms({ relationship, health }: { relationship: Relationship; health: Health }) {
  const text = useText();
  const { t, signed } = text;
  const figure = (term: HealthTerm): Figure => ({
    key: 'health',
    title: termText(term, text),
    value: signed(term.points),
    filters: termFilters(term, relationship.as_of),
  });
  return (
    <table className="ll-terms">
      <caption>{t('health.why')}</caption>
      <tbody>
        {health.terms.map((term, index) => (
          <tr key={index}>
            <th scope="row">{termText(term, text)}</th>
            <td>
              <FigureButton figure={figure(term)} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('health.title')}</th>
          <td>{text.number(health.score ?? 0)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
