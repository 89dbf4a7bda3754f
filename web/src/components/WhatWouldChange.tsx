// What a seller can do about a score, and what records like this one had then. An association, and it says so.
import { ArrowTrendingRegular } from '@fluentui/react-icons';
import { useScoreSteps, type ScoredTable, type ScoreStep } from '../data/scores';
import { useText, type TextTools } from '../text/i18n';
import { attributeLabel, valueText } from '../text/reasons';
import { ErrorState, LoadingBlock } from './States';
import './WhatWouldChange.css';

/** The activities of which one more may help. */
export const STEP_ACTIVITIES = ['calls', 'meetings', 'emails_out', 'tasks'];

function stepSentence(step: ScoreStep, text: TextTools): string {
  const activity = step.attribute.replace('activity/', '');
  if (STEP_ACTIVITIES.includes(activity)) return text.t(`steps.${activity}`);
  const label = attributeLabel(step, text);
  return step.value === ''
    ? text.t('steps.fill_in', { label })
    : text.t('steps.set', { label, value: valueText(step, text) });
}

export function WhatWouldChange({ table, id }: { table: ScoredTable; id: string }) {
  const text = useText();
  const { t, number, signed } = text;
  const query = useScoreSteps(table, id);
  const steps = query.data?.steps;
  return (
    <section>
      <h3 className="ll-pane-title">{t('steps.title')}</h3>
      {query.error ? (
        <ErrorState compact error={query.error} onRetry={() => void query.refetch()} />
      ) : !steps ? (
        <LoadingBlock lines={3} />
      ) : steps.length === 0 ? (
        <p className="ll-card-text">{t('steps.none')}</p>
      ) : (
        <>
          <p className="ll-card-text">{t('steps.text')}</p>
          <ol className="ll-change">
            {steps.map((step) => (
              <li key={step.attribute}>
                <ArrowTrendingRegular className="ll-reason-up" aria-hidden />
                <span className="ll-change-text">{stepSentence(step, text)}</span>
                <span className="ll-change-gain">
                  {signed(step.gain)}{' '}
                  <span className="ll-muted">{t('steps.then', { score: number(step.score) })}</span>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
