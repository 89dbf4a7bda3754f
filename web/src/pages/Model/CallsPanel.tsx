// How many can you call? What working the list from the top brings, against calling at random.
import { SpinButton } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { CurveChart } from '../../charts/CurveChart';
import { expectCalls } from '../../data/gain';
import type { Report } from '../../data/report';
import { useText } from '../../text/i18n';
import './CallsPanel.css';

const AT_FIRST = 50;

interface CallsPanelProps {
  report: Report;
  /** Open records that have a score; those the model was judged on when there are none. */
  open: number | undefined;
}

export function CallsPanel({ report, open }: CallsPanelProps) {
  const { t, number, percent } = useText();
  const fieldId = useId();
  const [wish, setWish] = useState(AT_FIRST);
  const { gain, figures } = report;
  const rate = figures.conversion_rate.value;
  if (gain.length === 0 || rate === null) return null;
  const all = Math.round(open || report.holdout);
  const calls = Math.min(wish, all);
  /** A few are told to the tenth. */
  const few = (count: number) => number(count, count < 10 ? 1 : 0);
  const { share, successes, low, high, byChance } = expectCalls(gain, rate, calls, all);
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('calls.title')}</h2>
      <div className="ll-calls">
        <div>
          <div className="ll-calls-field">
            <label htmlFor={fieldId}>{t('calls.field')}</label>
            <SpinButton
              id={fieldId}
              className="ll-calls-number"
              value={calls}
              min={1}
              max={all}
              onChange={(_, data) => {
                const next = data.value ?? Number.parseInt(data.displayValue ?? '', 10);
                if (Number.isFinite(next)) setWish(Math.max(1, next));
              }}
            />
          </div>
          <div role="status">
            <p className="ll-card-text">
              {t(open ? 'calls.share_open' : 'calls.share_holdout', {
                share: percent(share, 1),
                all: number(all),
                calls: number(calls),
              })}
            </p>
            <dl className="ll-calls-facts">
              <div>
                <dt>{t('calls.best')}</dt>
                <dd>{few(successes)}</dd>
                <dd className="ll-muted">{t('calls.range', { low: few(low), high: few(high) })}</dd>
              </div>
              <div>
                <dt>{t('calls.by_chance')}</dt>
                <dd>{few(byChance)}</dd>
                <dd className="ll-muted">{t('calls.times', { times: number(successes / byChance, 1) })}</dd>
              </div>
            </dl>
          </div>
          <p className="ll-card-text">{t('calls.foot', { shown: number(report.holdout) })}</p>
        </div>
        <CurveChart
          title={t('calls.curve')}
          xLabel={t('calls.called')}
          yLabel={t('calls.found')}
          points={[{ x: 0, y: 0 }, ...gain.map(({ called, found }) => ({ x: called, y: found }))]}
          guessing="diagonal"
          dot={{ x: share, y: successes / (rate * all) }}
        />
      </div>
    </section>
  );
}
