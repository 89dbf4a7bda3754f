// The score beside a record's form.
//
// Purpose: how likely, heading where, and why, at a glance; after a save the new score at once, from the answer itself.
// Keyboard: each reason is one stop whose evidence opens on focus. Screen reader: the score is one sentence, reasons are
// two lists. Empty: says why there is no score. Error: with retry. Loading: bars of the same size.
import { Button, InfoLabel } from '@fluentui/react-components';
import { ChevronRightRegular } from '@fluentui/react-icons';
import { Suspense, useState } from 'react';
import type { Row } from '../data/records';
import {
  hasScore,
  scoreInRow,
  useScore,
  type NoScore,
  type SavedScore,
  type ScoreDetails,
  type ScoredTable,
} from '../data/scores';
import { attributeLabel, split } from '../text/reasons';
import { useText } from '../text/i18n';
import { later } from './later';
import { ReasonList } from './ReasonList';
import { ScoreAge, StaleMark } from './ScoreAge';
import { ScoreRing } from './ScoreRing';
import { ErrorState, LoadingBlock } from './States';
import { Trend } from './Trend';
import { WhyNoScore } from './WhyNoScore';
import './ScoreWidget.css';

const ScorePane = later(async () => (await import('./ScorePane')).ScorePane);

const SHOWN = 5;

interface ScoreWidgetProps {
  table: ScoredTable;
  id: string;
  row: Row;
  /** Points the last save moved the score by. */
  delta: number | null;
  /** Grows with every save. */
  saves: number;
}

/** The details, unless the row was saved since and knows better: then its score, with the evidence still on its way. */
function shownScore(saved: SavedScore | null, details: ScoreDetails | undefined): SavedScore | null {
  if (!details) return saved;
  if (!saved) return details;
  const sameScore = saved.score === details.score && saved.reasons.length === details.reasons.length;
  return sameScore || saved.reasons.length === 0 ? details : saved;
}

export function ScoreWidget({ table, id, row, delta, saves }: ScoreWidgetProps) {
  const { t } = useText();
  const query = useScore(table, id);
  /** It comes when it is first opened, and stays to slide away. */
  const [pane, setPane] = useState<'unseen' | 'open' | 'closed'>('unseen');
  const details = hasScore(query.data) ? query.data : undefined;
  const saved = scoreInRow(table, row);
  const score = query.isFetching ? (saved ?? details ?? null) : shownScore(saved, details);

  return (
    <section className="ll-card ll-widget">
      <div className="ll-widget-head">
        <h2 className="ll-card-title">
          <InfoLabel info={t(`score.info_${table}`)}>{t(`score.title_${table}`)}</InfoLabel>
        </h2>
      </div>
      {score ? (
        <>
          <ScoreSummary table={table} score={score} details={details} delta={delta} saves={saves} />
          <Reasons table={table} score={score} details={details} />
          <div className="ll-widget-foot">
            {details && <ScoreAge scored_on={details.scored_on} model={details.model} />}
            <Button
              appearance="transparent"
              icon={<ChevronRightRegular />}
              iconPosition="after"
              onClick={() => setPane('open')}
              disabledFocusable={!details}
            >
              {t('score.details')}
            </Button>
          </div>
          {details && pane !== 'unseen' && (
            <Suspense fallback={null}>
              <ScorePane
                table={table}
                id={id}
                open={pane === 'open'}
                onClose={() => setPane('closed')}
                details={details}
              />
            </Suspense>
          )}
        </>
      ) : query.isError ? (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <WhyNoScore table={table} why={(query.data as NoScore).why} />
      ) : (
        <LoadingBlock lines={7} />
      )}
    </section>
  );
}

interface ScoreSummaryProps {
  table: ScoredTable;
  score: SavedScore;
  details: ScoreDetails | undefined;
  delta: number | null;
  saves: number;
}

export function ScoreSummary({ table, score, details, delta, saves }: ScoreSummaryProps) {
  const text = useText();
  const { t, signed } = text;
  const ignored = details?.ignored_blanks?.map((one) => attributeLabel(one, text)) ?? [];
  return (
    <div className="ll-widget-summary">
      <ScoreRing label={t(`score.title_${table}`)} score={score.score} grade={score.grade} />
      <div className="ll-widget-words">
        <div className="ll-widget-grade">
          <span className={`ll-dot ll-dot-${score.grade}`} aria-hidden />
          {t('score.grade_is', { grade: score.grade })}
          {delta !== null && delta !== 0 && (
            <span
              key={saves}
              className={`ll-widget-delta ll-widget-delta-${delta > 0 ? 'up' : 'down'}`}
              role="status"
            >
              {signed(delta)}
              <span className="ll-hidden"> {t('score.delta')}</span>
            </span>
          )}
        </div>
        <Trend trend={score.trend} pill />
        {details?.stale && <StaleMark />}
        {!details?.model.external && (
          <p className="ll-widget-chance">{t(`score.chance_${table}`, { count: score.score })}</p>
        )}
        {details?.provisional && <p className="ll-widget-note">{t(`score.provisional_${table}`)}</p>}
        {details?.closed && <p className="ll-widget-note">{t('score.last_one')}</p>}
        {ignored.length > 0 && (
          <p className="ll-widget-note">{t('score.blanks_ignored', { attributes: ignored.join(', ') })}</p>
        )}
      </div>
    </div>
  );
}

function Reasons({ table, score, details }: Pick<ScoreSummaryProps, 'table' | 'score' | 'details'>) {
  const { t } = useText();
  // Right after a save the reasons are new; evidence of the ones that stayed is at hand already.
  const known = new Map(details?.reasons.map((one) => [`${one.table}.${one.attribute}.${one.value}`, one]));
  const reasons = score.reasons.map((one) => {
    const old = known.get(`${one.table}.${one.attribute}.${one.value}`);
    return { ...one, label: one.label ?? old?.label, evidence: one.evidence ?? old?.evidence };
  });
  const { improvers, harmers, others } = split(reasons);
  if (reasons.length === 0) return <p className="ll-card-text">{t(`score.no_reasons_${table}`)}</p>;
  return (
    <div className="ll-widget-reasons">
      <ReasonList table={table} kind="improvers" reasons={improvers.slice(0, SHOWN)} />
      <ReasonList table={table} kind="harmers" reasons={harmers.slice(0, SHOWN)} />
      {others.length > 0 && <ReasonList table={table} kind="others" reasons={others.slice(0, SHOWN)} />}
    </div>
  );
}
