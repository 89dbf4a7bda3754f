// A time zone by its name.
import { Field, Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { timeZones } from '../../data/settings';
import { useText } from '../../text/i18n';

interface ZoneFieldProps {
  label: string;
  value: string;
  /** What an empty choice means. */
  none: string;
  onChange: (zone: string) => void;
}

export function ZoneField({ label, value, none, onChange }: ZoneFieldProps) {
  const { t } = useText();
  const zones = useMemo(() => [...new Set([...(value ? [value] : []), ...timeZones()])], [value]);
  return (
    <Field label={label} hint={t('settings.zone_text')}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        <option value="">{none}</option>
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
    </Field>
  );
}
