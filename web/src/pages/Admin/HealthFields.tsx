// Whether there is a health, how often contact is expected, and where its states begin.
import { Switch } from '@fluentui/react-components';
import { useText } from '../../text/i18n';
import type { SettingsPart } from './RelationshipsSection';
import { SettingNumber } from './SettingNumber';

export function HealthFields(part: SettingsPart) {
  const { t } = useText();
  const { settings, problems, onChange } = part;
  return (
    <fieldset className="ll-relset">
      <legend>{t('health.title')}</legend>
      <Switch
        label={t('relset.health_on')}
        checked={settings.health_on}
        onChange={(_, { checked }) => onChange({ health_on: checked })}
      />
      <div className="ll-fields">
        <SettingNumber {...part} name="expected_days" step="any" />
        <SettingNumber {...part} name="good" />
        <SettingNumber
          {...part}
          name="fair"
          problem={
            problems.has('fair') && settings.fair >= settings.good ? t('relset.fair_above') : undefined
          }
        />
        <SettingNumber {...part} name="deal_points" />
      </div>
    </fieldset>
  );
}
