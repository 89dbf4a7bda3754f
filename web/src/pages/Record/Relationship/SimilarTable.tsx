// The deals by themselves: five, and the others when asked for.
import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { Table } from '../../../components/Table';
import { recordPath } from '../../../data/records';
import type { SimilarDeal, SimilarDeals } from '../../../data/similarDeals';
import { useText } from '../../../text/i18n';
import { kpiText } from '../../../text/relationship';
import { comparedLabel, matchedText } from '../../../text/similarDeals';

const FIRST = 5;

export function SimilarTable({ similar }: { similar: SimilarDeals }) {
  const text = useText();
  const { t } = text;
  const [all, setAll] = useState(false);
  const { deals, fallback } = similar;
  return (
    <>
      <Table label={t('similar.title')} className="ll-similar ll-table-named">
        <thead>
          <tr>
            <th scope="col">{t('similar.deal')}</th>
            <th scope="col">{t('similar.closed')}</th>
            {!fallback && (
              <th scope="col" className="ll-right">
                {t('similar.alike')}
              </th>
            )}
            <th scope="col" className="ll-right">
              {t('similar.activities')}
            </th>
            {['time_by_us', 'mail_response_by_us', 'mail_answered_by_us'].map((key) => (
              <th key={key} scope="col" className="ll-right">
                {comparedLabel(key, text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(all ? deals : deals.slice(0, FIRST)).map((deal) => (
            <DealRow key={deal.opportunity.id} deal={deal} similar={similar} />
          ))}
        </tbody>
      </Table>
      {deals.length > FIRST && (
        <Button appearance="transparent" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('action.fewer') : t('action.all_of', { count: deals.length })}
        </Button>
      )}
    </>
  );
}

function DealRow({ deal, similar: { fields, fallback } }: { deal: SimilarDeal; similar: SimilarDeals }) {
  const text = useText();
  const { t, date, percent } = text;
  const { opportunity, distance } = deal;
  const alike = matchedText(deal.matched, fields, text);
  return (
    <tr>
      <th scope="row">
        <Link to={recordPath('opportunity', opportunity.id)}>{opportunity.name || t('lead.no_name')}</Link>
        {alike && <span className="ll-similar-matched">{alike}</span>}
      </th>
      <td className="ll-similar-date">{deal.closed_on ? date(deal.closed_on) : <Dash />}</td>
      {!fallback && <Cell>{distance === null ? null : percent(1 - distance)}</Cell>}
      <Cell>{orNull('count', deal.activities)}</Cell>
      <Cell>{orNull('minutes', deal.minutes_by_us)}</Cell>
      <Cell>{orNull('hours', deal.response_by_us_hours)}</Cell>
      <Cell>{orNull('share', deal.answered_by_us)}</Cell>
    </tr>
  );

  function orNull(unit: string, value: number | null) {
    return value === null ? null : kpiText(unit, value, text);
  }
}

const Cell = ({ children }: { children: ReactNode }) => (
  <td className="ll-right">{children === null ? <Dash /> : children}</td>
);
const Dash = () => <span className="ll-muted">–</span>;
