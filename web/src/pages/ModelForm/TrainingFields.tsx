// From when a model learns, how often it does so again, and how a trend is told.
import { Checkbox, Switch } from '@fluentui/react-components';
import { LIMITS, newDefinition, type Definition, type Member } from '../../data/definition';
import { useText } from '../../text/i18n';
import { NumberField } from './NumberField';

interface PartProps {
  definition: Definition;
  problemOf: (member: Member) => string | undefined;
  onChange: (part: Partial<Definition>) => void;
}

export function TrainingFields({ definition, problemOf, onChange }: PartProps) {
  const { t } = useText();
  const { window_months, retrain } = definition;
  const always = window_months === 0;
  return (
    <>
      <Checkbox
        label={t('modelform.all_time')}
        checked={always}
        onChange={() => onChange({ window_months: always ? newDefinition().window_months : 0 })}
      />
      {!always && (
        <NumberField
          label={t('modelform.window')}
          hint={t('modelform.window_hint')}
          unit={t('modelform.months')}
          value={window_months}
          limits={LIMITS.window_months}
          problem={problemOf('window_months')}
          onChange={(months) => onChange({ window_months: months })}
        />
      )}
      <Switch
        checked={retrain.on}
        label={t('modelform.retrain')}
        onChange={(_, { checked }) => onChange({ retrain: { ...retrain, on: checked } })}
      />
      {retrain.on && (
        <NumberField
          label={t('modelform.retrain_days')}
          unit={t('filter.days')}
          value={retrain.days}
          limits={LIMITS.retrain_days}
          problem={problemOf('retrain_days')}
          onChange={(days) => onChange({ retrain: { ...retrain, days } })}
        />
      )}
    </>
  );
}

export function TrendFields({ definition: { trend }, problemOf, onChange }: PartProps) {
  const { t } = useText();
  return (
    <div className="ll-fields">
      <NumberField
        label={t('modelform.trend_days')}
        unit={t('filter.days')}
        value={trend.days}
        limits={LIMITS.trend_days}
        problem={problemOf('trend_days')}
        onChange={(days) => onChange({ trend: { ...trend, days } })}
      />
      <NumberField
        label={t('modelform.trend_points')}
        unit={t('modelform.points')}
        value={trend.points}
        limits={LIMITS.trend_points}
        problem={problemOf('trend_points')}
        onChange={(points) => onChange({ trend: { ...trend, points } })}
      />
    </div>
  );
}
