// Everything there is to say about a score, in a drawer: Details and About.
import { Tab, TabList } from '@fluentui/react-components';
import { useState } from 'react';
import { HistoryChart } from '../charts/HistoryChart';
import type { ScoredTable, ScoreDetails } from '../data/scores';
import { split, sumOf } from '../text/reasons';
import { useText } from '../text/i18n';
import { ReasonList } from './ReasonList';
import { Segments } from './Segments';
import { ScoreAbout } from './ScoreAbout';
import { ScoreAge } from './ScoreAge';
import { ScoreSummary } from './ScoreWidget';
import { SideDrawer } from './SideDrawer';
import { WhatWouldChange } from './WhatWouldChange';
import './ScorePane.css';

interface ScorePaneProps {
  table: ScoredTable;
  /** Of the record. */
  id: string;
  open: boolean;
  onClose: () => void;
  details: ScoreDetails;
}

export function ScorePane({ table, id, open, onClose, details }: ScorePaneProps) {
  const { t } = useText();
  const [tab, setTab] = useState('details');
  return (
    <SideDrawer
      title={t(`score.title_${table}`)}
      open={open}
      className="ll-pane"
      bodyClassName="ll-pane-body"
      head={
        <TabList selectedValue={tab} onTabSelect={(_, data) => setTab(String(data.value))}>
          <Tab value="details">{t('score.details')}</Tab>
          <Tab value="about">{t('score.about')}</Tab>
        </TabList>
      }
      onClose={onClose}
    >
      {tab === 'details' ? (
        <DetailsTab table={table} id={id} details={details} />
      ) : (
        <ScoreAbout table={table} details={details} />
      )}
    </SideDrawer>
  );
}

function DetailsTab({ table, id, details }: Pick<ScorePaneProps, 'table' | 'id' | 'details'>) {
  const { t, number } = useText();
  const { improvers, harmers, others } = split(details.reasons);
  return (
    <>
      <ScoreSummary table={table} score={details} details={details} delta={null} saves={0} />
      <p className="ll-pane-age">
        <ScoreAge scored_on={details.scored_on} model={details.model} />
      </p>
      {details.percentile !== null && (
        <p className="ll-pane-percentile">
          {t(`score.percentile_${table}`, { share: number(details.percentile) })}
        </p>
      )}
      <Proof table={table} details={details} />
      <History details={details} />
      <ReasonList table={table} kind="improvers" reasons={improvers} />
      <ReasonList table={table} kind="harmers" reasons={harmers} />
      {others.length > 0 && <ReasonList table={table} kind="others" reasons={others} />}
      {details.average !== null && (
        <SumLine {...details} average={details.average} other={details.other ?? 0} />
      )}
      {!details.closed && !details.model.external && <WhatWouldChange table={table} id={id} />}
    </>
  );
}

/** What the score is worth: how those did that scored about the same; and the time in the stage against theirs. */
function Proof({ table, details }: Pick<ScorePaneProps, 'table' | 'details'>) {
  const { t, number, percent } = useText();
  const { similar, stage } = details;
  return (
    <>
      {similar && (
        <p className="ll-card-text">
          {t(`score.similar_${table}`, {
            closed: number(similar.closed),
            low: similar.low,
            high: similar.high,
            rate: percent(similar.rate),
            from: percent(similar.interval[0]),
            to: percent(similar.interval[1]),
          })}
        </p>
      )}
      {stage && stage.days !== null && !details.closed && (
        <p className="ll-card-text">
          {t('score.stage', { stage: stage.name, days: stage.days })}{' '}
          {stage.usual_days !== null &&
            t('score.stage_usual', {
              days: Math.max(1, Math.round(stage.usual_days)),
              count: stage.successes,
            })}
        </p>
      )}
    </>
  );
}

const MONTH_MS = 31 * 24 * 3600 * 1000;

function History({ details }: { details: ScoreDetails }) {
  const { t } = useText();
  const [longer, setLonger] = useState(false);
  const from = Date.now() - MONTH_MS;
  const points = details.history.map((one) => ({ ...one, time: new Date(one.at).getTime() }));
  // The last point before the month begins still was the score when it began.
  const first = Math.max(
    0,
    points.findLastIndex((one) => one.time < from),
  );
  const shown = longer ? points : points.slice(first);
  return (
    <section className="ll-pane-history">
      <div className="ll-pane-row">
        <h3 className="ll-pane-title">{t('score.over_time')}</h3>
        <Segments
          label={t('score.period')}
          value={longer ? 'all' : 'month'}
          options={[
            { value: 'month', text: t('score.month') },
            { value: 'all', text: t('score.longer') },
          ]}
          onChange={(period) => setLonger(period === 'all')}
        />
      </div>
      <HistoryChart points={shown} from={longer ? undefined : from} grades={details.grades} />
    </section>
  );
}

/** The whole score as a sum that anybody can check. */
function SumLine(whole: Parameters<typeof sumOf>[0]) {
  const { t, number } = useText();
  const sum = sumOf(whole);
  const parts: [string, number][] = [
    [t('sum.average'), sum.average],
    [t('sum.reasons'), sum.reasons],
    ...(sum.other === 0 ? [] : [[t('sum.other'), sum.other] as [string, number]]),
  ];
  return (
    <section className="ll-sum" aria-label={t('sum.label')}>
      {parts.map(([label, value], index) => (
        <span key={label} className="ll-sum-part">
          {(index > 0 || value < 0) && <span className="ll-sum-sign">{value < 0 ? '−' : '+'}</span>}
          <span className="ll-sum-box">
            <span className="ll-sum-label">{label}</span>
            <span className="ll-sum-value">{number(Math.abs(value))}</span>
          </span>
        </span>
      ))}
      <span className="ll-sum-sign">=</span>
      <span className="ll-sum-box ll-sum-score">
        <span className="ll-sum-label">{t('score.score')}</span>
        <span className="ll-sum-value">{number(sum.score)}</span>
      </span>
    </section>
  );
}
