// The pipeline in place of the rows: each deal a bubble over its score and the day it is expected to close.
//
// Beside it stands what it does not show. Keyboard and screen reader: see BubbleChart; "Table" gives the same as a table.
import { useCallback, useMemo, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { BubbleChart } from '../../charts/BubbleChart';
import { timeWindow } from '../../charts/bubbles';
import { GradeBadge } from '../../components/GradeBadge';
import { Segments } from '../../components/Segments';
import { EmptyState, ErrorState, LoadingBlock } from '../../components/States';
import { Table } from '../../components/Table';
import { MOST_BUBBLES, usePipeline, type Deal, type PipelineData } from '../../data/lists/pipeline';
import type { ListQuery } from '../../data/lists/state';
import { pluralInside, type ListTable } from '../../data/lists/tables';
import { fieldLabel } from '../../data/schema';
import { GRADES } from '../../data/scores';
import { useText } from '../../text/i18n';
import { DataScatterRegular } from '@fluentui/react-icons';
import './Pipeline.css';

interface PipelineProps {
  table: ListTable;
  options: ListQuery | undefined;
}

export function Pipeline({ table, options }: PipelineProps) {
  const { t, language } = useText();
  const pipeline = usePipeline(table, options);
  const [as, setAs] = useState<'chart' | 'table'>('chart');
  if (pipeline.error) return <ErrorState error={pipeline.error} onRetry={() => void pipeline.refetch()} />;
  if (!pipeline.data) return <LoadingBlock lines={6} />;
  const { deals } = pipeline.data;
  return (
    <div className="ll-pipeline">
      <div className="ll-pipeline-head">
        <Segments
          label={t('pipeline.shown_as')}
          value={as}
          options={[
            { value: 'chart', text: t('pipeline.chart') },
            { value: 'table', text: t('pipeline.table') },
          ]}
          onChange={setAs}
        />
        <NotShown table={table} {...pipeline.data} />
        <Legend size={fieldLabel(table.name, table.pipeline!.worth, language) ?? ''} />
      </div>
      {deals.length === 0 ? (
        <EmptyState
          icon={<DataScatterRegular />}
          title={t('pipeline.empty', { plural: pluralInside(table, language) })}
        />
      ) : as === 'chart' ? (
        <Chart table={table} deals={deals} />
      ) : (
        <DealTable table={table} deals={deals} />
      )}
    </div>
  );
}

/** What the chart says nothing about, in numbers. */
function NotShown({
  table,
  deals,
  drawable,
  withoutScore,
  withoutDate,
}: PipelineData & { table: ListTable }) {
  const { t, number, language } = useText();
  const [now] = useState(() => Date.now());
  const outside = useMemo(
    () =>
      timeWindow(
        deals.map((one) => one.closes),
        now,
      ).outside,
    [deals, now],
  );
  const plural = pluralInside(table, language);
  const facts = [
    drawable > deals.length &&
      t('pipeline.limit', { shown: number(MOST_BUBBLES), all: number(drawable), plural }),
    withoutScore > 0 && t('pipeline.without_score', { count: withoutScore, shown: number(withoutScore) }),
    withoutDate > 0 && t('pipeline.without_date', { count: withoutDate, shown: number(withoutDate) }),
    outside > 0 && t('pipeline.outside', { count: outside, shown: number(outside) }),
  ].filter((one) => one !== false);
  return (
    <p className="ll-pipeline-facts" role="status">
      {facts.join(' · ')}
    </p>
  );
}

function Legend({ size }: { size: string }) {
  const { t } = useText();
  return (
    <p className="ll-pipeline-legend">
      {GRADES.map((grade) => (
        <GradeBadge key={grade} grade={grade} />
      ))}
      <span>{t('pipeline.size', { column: size })}</span>
    </p>
  );
}

interface DealsProps {
  table: ListTable;
  deals: readonly Deal[];
}

function Chart({ table, deals }: DealsProps) {
  const { t, date, language } = useText();
  const navigate = useNavigate();
  const bubbles = useMemo(
    () =>
      deals.map(({ id, score, closes, worth, grade }) => ({ id, score, time: closes, size: worth, grade })),
    [deals],
  );
  const linesOf = (index: number) => {
    const { score, grade, closes, worthText } = deals[index]!;
    return [
      t('pipeline.scored', { score, grade }),
      t('pipeline.closes', { date: date(new Date(closes)) }),
      worthText,
    ].filter((line) => line !== '');
  };
  const nameOf = useCallback((index: number) => deals[index]!.name || t('lead.no_name'), [deals, t]);
  return (
    <BubbleChart
      bubbles={bubbles}
      label={t('pipeline.title')}
      across={fieldLabel(table.name, table.score!.score, language) ?? ''}
      upward={fieldLabel(table.name, table.pipeline!.date, language) ?? ''}
      sentenceOf={(index) => [nameOf(index), ...linesOf(index)].join(', ')}
      tipOf={(index) => (
        <>
          <strong>{nameOf(index)}</strong>
          {linesOf(index).map((line) => (
            <div key={line}>{line}</div>
          ))}
        </>
      )}
      onOpen={(index) => navigate(deals[index]!.path)}
    />
  );
}

function DealTable({ table, deals }: DealsProps) {
  const { t, date, language } = useText();
  const column = (name: string) => fieldLabel(table.name, name, language) ?? name;
  return (
    <div className="ll-pipeline-table">
      <Table label={t('pipeline.title')}>
        <thead>
          <tr>
            <th scope="col">{column(table.title[0]!)}</th>
            <th scope="col">{column(table.pipeline!.date)}</th>
            <th scope="col" className="ll-right">
              {column(table.pipeline!.worth)}
            </th>
            <th scope="col">{t('column.score')}</th>
          </tr>
        </thead>
        <tbody>
          {deals.map((deal) => (
            <tr key={deal.id}>
              <td>
                <Link to={deal.path} className="ll-grid-link">
                  {deal.name || t('lead.no_name')}
                </Link>
              </td>
              <td>{date(new Date(deal.closes))}</td>
              <td className="ll-right">{deal.worthText || '–'}</td>
              <td>
                <GradeBadge grade={deal.grade} score={deal.score} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
