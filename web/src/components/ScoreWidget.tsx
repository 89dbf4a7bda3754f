// The score beside a lead's form.
//
// Purpose: how likely, heading where, and why, at a glance; after a save the new score at once, from the answer itself.
// Keyboard: each reason is one stop whose evidence opens on focus. Screen reader: the score is one sentence, reasons are
// two lists. Empty: says why there is no score. Error: with retry. Loading: bars of the same size.
import { Button, InfoLabel } from '@fluentui/react-components';
import { ChevronRightRegular, DataBarVerticalRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { LeadRow } from '../data/leads';
import {
  hasScore,
  scoreInRow,
  useScore,
  type NoScore,
  type SavedScore,
  type ScoreDetails,
} from '../data/scores';
import { split } from '../text/reasons';
import { useText } from '../text/i18n';
import { ReasonList } from './ReasonList';
import { ScoreAge } from './ScoreAge';
import { ScorePane } from './ScorePane';
import { ScoreRing } from './ScoreRing';
import { ErrorState, LoadingBlock } from './States';
import { Trend } from './Trend';
import './ScoreWidget.css';

const SHOWN = 5;

interface ScoreWidgetProps {
  lead: LeadRow;
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

export function ScoreWidget({ lead, delta, saves }: ScoreWidgetProps) {
  const { t } = useText();
  const query = useScore(lead.leadid);
  const [paneOpen, setPaneOpen] = useState(false);
  const details = hasScore(query.data) ? query.data : undefined;
  const saved = scoreInRow(lead);
  const score = query.isFetching ? (saved ?? details ?? null) : shownScore(saved, details);

  return (
    <section className="ll-card ll-widget">
      <div className="ll-widget-head">
        <h2 className="ll-card-title">
          <InfoLabel info={t('score.info')}>{t('score.title')}</InfoLabel>
        </h2>
      </div>
      {score ? (
        <>
          <ScoreSummary score={score} details={details} delta={delta} saves={saves} />
          <Reasons score={score} details={details} />
          <div className="ll-widget-foot">
            {details && <ScoreAge scoredOn={details.scored_on} version={details.model.number} />}
            <Button
              appearance="transparent"
              icon={<ChevronRightRegular />}
              iconPosition="after"
              onClick={() => setPaneOpen(true)}
              disabledFocusable={!details}
            >
              {t('score.details')}
            </Button>
          </div>
          {details && <ScorePane open={paneOpen} onClose={() => setPaneOpen(false)} details={details} />}
        </>
      ) : query.isError ? (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data ? (
        <WhyNone answer={query.data as NoScore} />
      ) : (
        <LoadingBlock lines={7} />
      )}
    </section>
  );
}

interface ScoreSummaryProps {
  score: SavedScore;
  details: ScoreDetails | undefined;
  delta: number | null;
  saves: number;
}

export function ScoreSummary({ score, details, delta, saves }: ScoreSummaryProps) {
  const { t, signed } = useText();
  return (
    <div className="ll-widget-summary">
      <ScoreRing score={score.score} grade={score.grade} />
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
        <p className="ll-widget-chance">{t('score.chance', { count: score.score })}</p>
        {details?.provisional && <p className="ll-widget-note">{t('score.provisional')}</p>}
      </div>
    </div>
  );
}

function Reasons({ score, details }: Pick<ScoreSummaryProps, 'score' | 'details'>) {
  const { t } = useText();
  // Right after a save the reasons are new; evidence of the ones that stayed is at hand already.
  const known = new Map(details?.reasons.map((one) => [`${one.table}.${one.attribute}.${one.value}`, one]));
  const reasons = score.reasons.map((one) => {
    const old = known.get(`${one.table}.${one.attribute}.${one.value}`);
    return { ...one, label: one.label ?? old?.label, evidence: one.evidence ?? old?.evidence };
  });
  const { improvers, harmers } = split(reasons);
  if (reasons.length === 0) return <p className="ll-card-text">{t('score.no_reasons')}</p>;
  return (
    <div className="ll-widget-reasons">
      <ReasonList kind="improvers" reasons={improvers.slice(0, SHOWN)} />
      <ReasonList kind="harmers" reasons={harmers.slice(0, SHOWN)} />
    </div>
  );
}

function WhyNone({ answer }: { answer: NoScore }) {
  const { t } = useText();
  const known = ['no_model', 'closed', 'not_scored_yet'].includes(answer.why);
  return (
    <div className="ll-state ll-state-compact">
      <DataBarVerticalRegular className="ll-state-icon" aria-hidden />
      <p className="ll-state-title">{t('score.none')}</p>
      <p className="ll-state-text">{t(known ? `score.why_${answer.why}` : 'score.why_not_scored_yet')}</p>
    </div>
  );
}
