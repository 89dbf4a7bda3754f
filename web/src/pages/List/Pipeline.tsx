// The pipeline in place of the rows: each deal a bubble over its score and the day it is expected to close.
//
// Beside it stands what it does not show. Keyboard and screen reader: see BubbleChart; "Table" gives the same as a table.
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { BubbleChart } from '../../charts/BubbleChart';
import { monthTicks, scoreAxis, timeWindow, type Axis, type TimeWindow } from '../../charts/bubbles';
import { GradeBadge } from '../../components/GradeBadge';
import { ErrorState, LoadingBlock } from '../../components/States';
import {
  MOST_BUBBLES,
  usePipeline,
  worthWords,
  type Deal,
  type PipelineData,
} from '../../data/lists/pipeline';
import type { ListQuery } from '../../data/lists/state';
import { pluralInside, type ListTable } from '../../data/lists/tables';
import { fieldLabel } from '../../data/schema';
import { GRADES } from '../../data/scores';
import { useText, type TextTools } from '../../text/i18n';
import { DealTable } from './DealTable';
import { PipelineFrame } from './PipelineFrame';

const NO_DEALS: Deal[] = [];

interface PipelineProps {
  table: ListTable;
  options: ListQuery | undefined;
}

export function Pipeline({ table, options }: PipelineProps) {
  const text = useText();
  const { t, language } = text;
  const pipeline = usePipeline(table, options);
  const [now] = useState(() => Date.now());
  const deals = pipeline.data?.deals ?? NO_DEALS;
  const time = useMemo(
    () =>
      timeWindow(
        deals.map((one) => one.closes),
        now,
      ),
    [deals, now],
  );
  if (pipeline.error) return <ErrorState error={pipeline.error} onRetry={() => void pipeline.refetch()} />;
  if (!pipeline.data) return <LoadingBlock lines={6} />;
  const plural = pluralInside(table, language);
  return (
    <PipelineFrame
      facts={notShown(pipeline.data, time.outside, plural, text)}
      legend={
        <>
          {GRADES.map((grade) => (
            <GradeBadge key={grade} grade={grade} />
          ))}
          <span>
            {t('pipeline.size', { column: fieldLabel(table.name, table.pipeline!.worth, language) ?? '' })}
          </span>
        </>
      }
      empty={deals.length === 0 ? t('pipeline.empty', { plural }) : undefined}
      chart={<Chart table={table} deals={deals} time={time} now={now} />}
      table={<ScoredTable table={table} deals={deals} />}
    />
  );
}

/** What the chart says nothing about, in numbers. */
function notShown(
  { deals, drawable, withoutScore, withoutDate }: PipelineData,
  outside: number,
  plural: string,
  { t, number }: Pick<TextTools, 't' | 'number'>,
): string[] {
  return [
    drawable > deals.length &&
      t('pipeline.limit', { shown: number(MOST_BUBBLES), all: number(drawable), plural }),
    withoutScore > 0 && t('pipeline.without_score', { count: withoutScore, shown: number(withoutScore) }),
    withoutDate > 0 && t('pipeline.without_date', { count: withoutDate, shown: number(withoutDate) }),
    outside > 0 && t('pipeline.outside', { count: outside, shown: number(outside) }),
  ].filter((one) => one !== false);
}

interface DealsProps {
  table: ListTable;
  deals: readonly Deal[];
}

interface ChartProps extends DealsProps {
  time: TimeWindow;
  now: number;
}

function Chart({ table, deals, time, now }: ChartProps) {
  const { t, date, number, language } = useText();
  const navigate = useNavigate();
  const bubbles = useMemo(
    () =>
      deals.map(({ id, score, closes, worth, grade }) => ({
        id,
        across: score,
        up: closes,
        size: worth,
        look: grade,
        letter: grade,
      })),
    [deals],
  );
  const across = useMemo(
    () => scoreAxis(fieldLabel(table.name, table.score!.score, language) ?? ''),
    [table, language],
  );
  const upward = useMemo((): Axis => {
    const month = new Intl.DateTimeFormat(language, { month: 'short', year: '2-digit' });
    return {
      name: fieldLabel(table.name, table.pipeline!.date, language) ?? '',
      from: time.from,
      to: time.to,
      ticks: (most) =>
        monthTicks(time.from, time.to, most).map((at) => ({ at, text: month.format(new Date(at)) })),
    };
  }, [table, time, language]);
  const linesOf = (index: number) => {
    const deal = deals[index]!;
    const { name, score, grade, closes } = deal;
    return [
      name || t('lead.no_name'),
      t('pipeline.scored', { score, grade }),
      t('pipeline.closes', { date: date(new Date(closes)) }),
      worthWords(deal, { number }),
    ].filter((line) => line !== '');
  };
  return (
    <BubbleChart
      bubbles={bubbles}
      label={t('pipeline.title')}
      across={across}
      upward={upward}
      line={{ at: now, text: t('pipeline.today') }}
      linesOf={linesOf}
      onOpen={(index) => navigate(deals[index]!.path)}
    />
  );
}

function ScoredTable({ table, deals }: DealsProps) {
  const { t } = useText();
  return (
    <DealTable
      table={table}
      label={t('pipeline.title')}
      deals={deals}
      columns={[
        {
          label: t('column.score'),
          cell: ({ grade, score }) => <GradeBadge grade={grade} score={score} />,
        },
      ]}
    />
  );
}
