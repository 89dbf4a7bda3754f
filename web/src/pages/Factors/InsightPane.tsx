// One attribute, counted now: how the records of each of its values ended, against all of them.
//
// Keyboard: Esc closes; the period is a field. Screen reader: every value is an item of a list whose text has all figures.
import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { SideDrawer } from '../../components/SideDrawer';
import {
  ANY_TIME,
  useInsight,
  type Factor,
  type Insight,
  type ModelFactors,
  type Period,
} from '../../data/factors';
import { useText } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';
import { useExcludedWords } from '../Model/ColumnPanels';
import { InfluenceWord } from './InfluenceWord';
import { RateBars } from './RateBars';
import '../../components/ScorePane.css';
import './InsightPane.css';

interface InsightPaneProps {
  model: ModelFactors;
  /** Not given: closed. */
  factor: Factor | undefined;
  onClose: () => void;
}

export function InsightPane({ model, factor, onClose }: InsightPaneProps) {
  const text = useText();
  // It slides away with what it showed.
  const [last, setLast] = useState(factor);
  if (factor && factor !== last) setLast(factor);
  const label = last ? attributeLabel(last, text) : '';
  return (
    <SideDrawer
      title={label}
      open={factor !== undefined}
      className="ll-pane"
      bodyClassName="ll-pane-body"
      onClose={onClose}
    >
      {last && <InsightOf key={last.attribute} model={model} factor={last} />}
    </SideDrawer>
  );
}

function InsightOf({ model, factor }: { model: ModelFactors; factor: Factor }) {
  const [period, setPeriod] = useState(ANY_TIME);
  const insight = useInsight(model.model.id, factor.attribute, period);
  return (
    <>
      <Summary factor={factor} insight={insight.data} />
      <PeriodFields period={period} onChange={setPeriod} />
      <Loaded query={insight}>
        {(known) => (
          <div className={insight.isPlaceholderData ? 'll-insight-old' : undefined}>
            <Rates factor={factor} insight={known} />
          </div>
        )}
      </Loaded>
    </>
  );
}

function Summary({ factor, insight }: { factor: Factor; insight: Insight | undefined }) {
  const { t, percent } = useText();
  const words = useExcludedWords();
  const share = (value: number | null | undefined) => (value == null ? '–' : percent(value));
  return (
    <dl className="ll-insight-facts">
      {factor.used && (
        <div>
          <dt>{t('factors.influence')}</dt>
          <dd>
            <InfluenceWord factor={factor} />
          </dd>
        </div>
      )}
      {factor.why !== null && (
        <div>
          <dt>{t('insight.why_not')}</dt>
          <dd>{words(factor.why)}</dd>
        </div>
      )}
      <div>
        <dt>{t('insight.filled_closed')}</dt>
        <dd>{share(insight?.filled_closed)}</dd>
      </div>
      <div>
        <dt>{t('insight.filled_open')}</dt>
        <dd>{share(insight?.filled_open)}</dd>
      </div>
    </dl>
  );
}

const MONTHS = [3, 6, 12, 24];
const OWN = 'own';
const MODEL = 'model';

function monthsAgo(months: number): string {
  const day = new Date();
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
}

function PeriodFields({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { t } = useText();
  const [kind, setKind] = useState(MODEL);
  const choose = (next: string) => {
    setKind(next);
    if (next === MODEL) onChange(ANY_TIME);
    else if (next !== OWN) onChange({ from: monthsAgo(Number(next)), to: '' });
  };
  return (
    <div className="ll-fields">
      <Field label={t('insight.period')}>
        <Select value={kind} onChange={(_, { value }) => choose(value)}>
          <option value={MODEL}>{t('insight.period_model')}</option>
          {MONTHS.map((count) => (
            <option key={count} value={String(count)}>
              {t('insight.period_months', { count })}
            </option>
          ))}
          <option value={OWN}>{t('insight.period_own')}</option>
        </Select>
      </Field>
      {kind === OWN &&
        (['from', 'to'] as const).map((end) => (
          <Field key={end} label={t(`insight.${end}`)}>
            <Input
              type="date"
              value={period[end]}
              onChange={(_, { value }) => onChange({ ...period, [end]: value })}
            />
          </Field>
        ))}
    </div>
  );
}

function Rates({ factor, insight }: { factor: Factor; insight: Insight }) {
  const { t, number, percent } = useText();
  const { closed, positive, open, rate } = insight;
  return (
    <section className="ll-insight-rates" aria-label={t('insight.title')}>
      <h3 className="ll-pane-title">{t('insight.title')}</h3>
      {rate === null ? (
        <p className="ll-card-text" role="status">
          {t('insight.none', { open: number(open) })}
        </p>
      ) : (
        <p className="ll-insight-average" role="status">
          <span className="ll-insight-average-key" aria-hidden />
          {t('insight.average', { rate: percent(rate), positive: number(positive), closed: number(closed) })}
        </p>
      )}
      <RateBars factor={factor} bars={insight.bars} average={rate} />
      <p className="ll-card-text">{t(`insight.values_${insight.values}`)}</p>
    </section>
  );
}
