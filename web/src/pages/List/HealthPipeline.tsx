// The relationship pipeline in place of the rows: each deal a bubble over the days until it closes and its health.
//
// Large bubbles at the bottom left are to be looked after first. A state has a colour and a shape. Keyboard and screen
// reader: see BubbleChart; "Table" gives the same as a table.
import { useCallback, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { BubbleChart } from '../../charts/BubbleChart';
import { dayTicks, dayWindow, scoreAxis, type Axis } from '../../charts/bubbles';
import { markOf } from '../../charts/marks';
import { HealthState } from '../../components/HealthState';
import { ErrorState, LoadingBlock } from '../../components/States';
import {
  MOST_SHAPES,
  useHealthPipeline,
  type HealthDeal,
  type HealthPipelineData,
} from '../../data/lists/healthPipeline';
import { HEALTH, kpiColumn, type KpiField } from '../../data/lists/kpiFields';
import { worthWords } from '../../data/lists/pipeline';
import type { ListQuery } from '../../data/lists/state';
import { pluralInside, type ListTable } from '../../data/lists/tables';
import { fieldLabel, optionLabel } from '../../data/schema';
import { useText, type TextTools } from '../../text/i18n';
import { DealTable } from './DealTable';
import { PipelineFrame } from './PipelineFrame';

interface HealthPipelineProps {
  table: ListTable;
  options: ListQuery | undefined;
}

const NO_DEALS: HealthDeal[] = [];
/** States that are always in the legend; that a health is on its way only where one is. */
const LEGEND = [0, 1, 2];
const COMPUTING = 5;

export function HealthPipeline({ table, options }: HealthPipelineProps) {
  const text = useText();
  const { t, language } = text;
  const pipeline = useHealthPipeline(table, options);
  const deals = pipeline.data?.deals ?? NO_DEALS;
  const days = useMemo(() => dayWindow(deals.map((one) => one.days)), [deals]);
  const stateOf = useStateWords(table);
  if (pipeline.error) return <ErrorState error={pipeline.error} onRetry={() => void pipeline.refetch()} />;
  if (!pipeline.data) return <LoadingBlock lines={6} />;
  const plural = pluralInside(table, language);
  const states = deals.some(({ state }) => state === COMPUTING) ? [...LEGEND, COMPUTING] : LEGEND;
  return (
    <PipelineFrame
      facts={notShown(pipeline.data, days.outside, plural, text)}
      legend={
        <>
          {states.map((state) => (
            <HealthState key={state} state={state} word={stateOf(state)} />
          ))}
          <HealthState state={null} word={t('pipeline.no_health')} />
          <span>
            {t('pipeline.size', { column: fieldLabel(table.name, table.pipeline!.worth, language) ?? '' })}
          </span>
        </>
      }
      empty={deals.length === 0 ? t('pipeline.none_ahead', { plural }) : undefined}
      chart={<Chart table={table} deals={deals} to={days.to} />}
      table={<HealthTable table={table} deals={deals} />}
    />
  );
}

/** The name of a state; a record without any activity has none. */
function useStateWords(table: ListTable): (state: number | null) => string {
  const { t, language } = useText();
  return useCallback(
    (state) =>
      state === null
        ? t('relation.empty')
        : (optionLabel(table.name, kpiColumn(table.name, HEALTH.state), state, language) ?? ''),
    [table, t, language],
  );
}

/** What the chart leaves out, and what does not stand where it should, in numbers. */
function notShown(
  { deals, drawable, withoutDate, past }: HealthPipelineData,
  outside: number,
  plural: string,
  { t, number }: Pick<TextTools, 't' | 'number'>,
): string[] {
  const noHealth = deals.filter((one) => one.score === null).length;
  const counted = (id: string, count: number) => count > 0 && t(id, { count, shown: number(count) });
  return [
    drawable > deals.length &&
      t('pipeline.limit', { shown: number(MOST_SHAPES), all: number(drawable), plural }),
    counted('pipeline.undated', withoutDate),
    counted('pipeline.past', past),
    counted('pipeline.at_zero', noHealth),
    counted('pipeline.far', outside),
  ].filter((one) => one !== false);
}

interface DealsProps {
  table: ListTable;
  deals: readonly HealthDeal[];
}

function Chart({ table, deals, to }: DealsProps & { to: number }) {
  const { t, number, language } = useText();
  const navigate = useNavigate();
  const stateOf = useStateWords(table);
  const bubbles = useMemo(
    () =>
      deals.map(({ id, days, score, state, worth }) => {
        const mark = score === null && state !== COMPUTING ? 'none' : markOf(state);
        return { id, across: days, up: score ?? 0, size: worth, look: mark, mark };
      }),
    [deals],
  );
  const across = useMemo(
    (): Axis => ({
      name: t('pipeline.days_axis'),
      from: 0,
      to,
      ticks: (most) => dayTicks(to, most).map((at) => ({ at, text: number(at) })),
    }),
    [to, t, number],
  );
  const upward = useMemo(
    () => scoreAxis(fieldLabel(table.name, kpiColumn(table.name, HEALTH.score), language) ?? ''),
    [table, language],
  );
  const linesOf = (index: number) => {
    const deal = deals[index]!;
    const { name, score, state, days } = deal;
    return [
      name || t('lead.no_name'),
      score === null
        ? t('pipeline.health_state', { state: stateOf(state) })
        : t('pipeline.health', { state: stateOf(state), score }),
      t('pipeline.closes_in', { count: days }),
      worthWords(deal, { number }),
    ].filter((line) => line !== '');
  };
  return (
    <BubbleChart
      bubbles={bubbles}
      label={t('pipeline.related')}
      across={across}
      upward={upward}
      linesOf={linesOf}
      onOpen={(index) => navigate(deals[index]!.path)}
    />
  );
}

function HealthTable({ table, deals }: DealsProps) {
  const { t, number, language } = useText();
  const stateOf = useStateWords(table);
  const figure = (name: KpiField) => fieldLabel(table.name, kpiColumn(table.name, name), language) ?? name;
  return (
    <DealTable
      table={table}
      label={t('pipeline.related')}
      deals={deals}
      columns={[
        {
          label: figure(HEALTH.state),
          cell: ({ state }) => <HealthState state={state} word={stateOf(state)} />,
        },
        { label: figure(HEALTH.score), right: true, cell: ({ score }) => score ?? '–' },
        { label: t('pipeline.days_axis'), right: true, cell: ({ days }) => number(days) },
      ]}
    />
  );
}
