// Was it right? The scores of closed records against what became of them: over time, by grade, team and source.
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { Segments } from '../../components/Segments';
import { EmptyState } from '../../components/States';
import {
  GROUPED_BY,
  useHindsight,
  type Alarm,
  type Hindsight,
  type PromiseMoment,
} from '../../data/hindsight';
import { listTable, pluralInside } from '../../data/lists/tables';
import { fieldLabel, tablePlural } from '../../data/schema';
import { SCORED_TABLES, type ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';
import { usePageTitle } from '../../text/usePageTitle';
import { KeptTable } from './KeptTable';
import '../../components/Parts.css';
import '../Model/ModelHead.css';
import './HindsightPage.css';

const PERIODS = ['13', '26', '52'] as const;
export const MOMENTS: readonly PromiseMoment[] = ['creation', 'month_before'];

export function HindsightPage() {
  const { t, language, number } = useText();
  usePageTitle(t('hindsight.title'));
  const [table, setTable] = useState<ScoredTable>('lead');
  const [weeks, setWeeks] = useState<(typeof PERIODS)[number]>('26');
  const [moment, setMoment] = useState<PromiseMoment>('creation');
  const query = useHindsight(table, Number(weeks));
  return (
    <div className="ll-page ll-stack">
      <div>
        <h1 className="ll-page-title">{t('hindsight.title')}</h1>
        <p className="ll-card-text">{t('hindsight.text')}</p>
      </div>
      <div className="ll-hindsight-choices">
        <Segments
          label={t('hindsight.records')}
          value={table}
          options={SCORED_TABLES.map((value) => ({ value, text: tablePlural(value, language) ?? value }))}
          onChange={setTable}
        />
        <Segments
          label={t('score.period')}
          value={weeks}
          options={PERIODS.map((value) => ({
            value,
            text: t('hindsight.weeks', { weeks: number(Number(value)) }),
          }))}
          onChange={setWeeks}
        />
        <Segments
          label={t('hindsight.moment')}
          value={moment}
          options={MOMENTS.map((value) => ({ value, text: t(`hindsight.${value}`) }))}
          onChange={setMoment}
        />
      </div>
      <Loaded query={query}>{(known) => <Answer known={known} moment={moment} />}</Loaded>
    </div>
  );
}

interface AnswerProps {
  known: Hindsight;
  moment: PromiseMoment;
}

function Answer({ known, moment }: AnswerProps) {
  const { t, language, date } = useText();
  const { table } = known;
  const told = known.moments[moment];
  return (
    <>
      {known.alarms.map((alarm) => (
        <AlarmBar key={alarm.kind === 'input' ? alarm.attribute : alarm.moment} table={table} alarm={alarm} />
      ))}
      {told ? (
        <>
          <Overall known={known} moment={moment} />
          <KeptTable
            title={t('hindsight.by_week')}
            head={t('hindsight.week')}
            rows={told.weeks.map((one) => ({ ...one, name: date(one.week) }))}
          />
          <KeptTable
            title={t('hindsight.by_grade')}
            head={t('hindsight.grade')}
            rows={told.grades.map((one) => ({ ...one, name: one.grade }))}
          />
          <KeptTable
            title={t('hindsight.by_team')}
            head={t('hindsight.team')}
            rows={told.teams.map((one) => ({ ...one, name: one.team || t('value.empty') }))}
          />
          <KeptTable
            title={t('hindsight.by_group', { column: fieldLabel(table, GROUPED_BY[table], language) ?? '' })}
            head={fieldLabel(table, GROUPED_BY[table], language) ?? ''}
            rows={told.groups.map((one) => ({ ...one, name: one.group || t('value.empty') }))}
          />
        </>
      ) : (
        <EmptyState
          icon={<HistoryRegular />}
          title={t('hindsight.none')}
          text={t(`hindsight.none_${moment}`, {
            plural: pluralInside(listTable(table)!, language),
            closed: known.closed,
          })}
        />
      )}
    </>
  );
}

function Overall({ known, moment }: AnswerProps) {
  const { t, number, percent } = useText();
  const { all } = known.moments[moment]!;
  const facts: [string, string][] = [
    [t('hindsight.looked_at'), number(all.records)],
    [t('hindsight.expected'), all.expected === null ? '–' : percent(all.expected, 1)],
    [
      t('hindsight.actual'),
      all.actual === null
        ? '–'
        : `${percent(all.actual, 1)} (${percent(all.interval[0], 1)} – ${percent(all.interval[1], 1)})`,
    ],
    [t('figure.auc'), all.auc === null ? '–' : number(all.auc, 3)],
    [t('figure.brier'), all.brier === null ? '–' : number(all.brier, 3)],
  ];
  return (
    <section className="ll-card" aria-label={t('hindsight.title')}>
      <dl className="ll-model-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function AlarmBar({ table, alarm }: { table: ScoredTable; alarm: Alarm }) {
  const text = useText();
  const { t, number, percent } = text;
  const said =
    alarm.kind === 'calibration'
      ? t('hindsight.alarm_calibration', {
          weeks: alarm.weeks,
          expected: percent(alarm.expected ?? 0),
          actual: percent(alarm.actual ?? 0),
          records: number(alarm.records),
          moment: t(`hindsight.${alarm.moment}`),
        })
      : t('hindsight.alarm_input', {
          label: attributeLabel({ ...alarm, table }, text),
          model: alarm.model,
          index: number(alarm.index, 2),
        });
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{said}</MessageBarBody>
    </MessageBar>
  );
}
