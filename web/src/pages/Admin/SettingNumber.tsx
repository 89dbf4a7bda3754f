// A setting that is a number: its name, what it means, its limits.
import { LIMITS, isWithin, type NumberSetting } from '../../data/relationshipSettings';
import { useText } from '../../text/i18n';
import { NumberField } from '../ModelForm/NumberField';
import type { SettingsPart } from './RelationshipsSection';

interface SettingNumberProps extends SettingsPart {
  name: NumberSetting;
  step?: number | 'any';
  /** What else is wrong with it. */
  problem?: string;
}

export function SettingNumber({ settings, onChange, name, step, problem }: SettingNumberProps) {
  const { t, number } = useText();
  const [from, to] = LIMITS[name];
  const outside = isWithin(name, settings[name])
    ? undefined
    : t('relset.outside', { from: number(from), to: number(to) });
  return (
    <NumberField
      label={t(`relset.${name}`)}
      hint={t(`relset.${name}_text`)}
      value={settings[name]}
      limits={LIMITS[name]}
      step={step}
      problem={outside ?? problem}
      onChange={(value) => onChange({ [name]: value })}
    />
  );
}
