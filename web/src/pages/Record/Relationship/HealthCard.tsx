// Relationship health: how it is, where it is heading, why, and when both sides last met and meet next.
import { HealthGauge } from '../../../charts/HealthGauge';
import { Trend } from '../../../components/Trend';
import type { Health, Relationship } from '../../../data/relationship';
import { filtersOf, showsMoments } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { healthState } from '../../../text/relationship';
import { Card } from './Card';
import { FigureButton } from './FigureButton';
import { HealthTerms } from './HealthTerms';
import { Moments } from './Moments';
import './HealthCard.css';

export function HealthCard({ relationship }: { relationship: Relationship }) {
  const { t } = useText();
  return (
    <Card title={t('health.title')}>
      <State relationship={relationship} />
      {showsMoments(relationship.table) && <Moments relationship={relationship} />}
    </Card>
  );
}

function State({ relationship }: { relationship: Relationship }) {
  const { t } = useText();
  const { health } = relationship;
  if (relationship.left_out) return <NoHealth name={relationship.left_out} />;
  if (!health) return <NoHealth name="off" />;
  if (!health.applies) return <NoHealth name="closed" />;
  const state = healthState(health.state);
  if (health.score === null || health.state > 2) return <NoHealth name={state} />;
  return (
    <>
      <Score health={health} />
      <p className="ll-card-text">{t(`health.${state}_words`)}</p>
      <HealthTerms relationship={relationship} health={health} />
      <p className="ll-card-text">
        {t('health.scale', { good: health.good, fair: health.fair, count: health.expected_days })}
      </p>
    </>
  );
}

/** Why there is none, in place of it. */
function NoHealth({ name }: { name: string }) {
  const { t } = useText();
  return (
    <div className="ll-nohealth">
      <strong>{t(`health.${name}`)}</strong>
      <p className="ll-card-text">{t(`health.${name}_words`)}</p>
    </div>
  );
}

function Score({ health }: { health: Health }) {
  const { t, number } = useText();
  const score = health.score ?? 0;
  return (
    <div className="ll-health">
      <HealthGauge score={score} good={health.good} fair={health.fair} />
      <div className="ll-health-words">
        <strong className={`ll-health-state ll-health-${healthState(health.state)}`}>
          {t(`health.${healthState(health.state)}`)}
        </strong>
        <span>
          <FigureButton
            large
            figure={{ key: 'health', value: number(score), filters: filtersOf('health') }}
          />{' '}
          <span className="ll-muted">{t('health.of_hundred')}</span>
        </span>
        <HealthTrend trend={health.trend} />
      </div>
    </div>
  );
}

/** 4 and 5 are no directions. */
function HealthTrend({ trend }: { trend: number }) {
  const { t } = useText();
  if (trend <= 3) return <Trend trend={trend} pill />;
  return <span className="ll-muted">{t(trend === 5 ? 'health.trend_none' : 'health.trend_wrong')}</span>;
}
