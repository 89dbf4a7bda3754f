// Days and times of work.
import { Checkbox, Input } from '@fluentui/react-components';
import { areHours, type WorkingHours } from '../../data/settings';
import { useText } from '../../text/i18n';
import './HoursField.css';

interface HoursFieldProps {
  label: string;
  hours: WorkingHours;
  onChange: (hours: WorkingHours) => void;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday, to ask the browser what days are called. */
const MONDAY = Date.UTC(2024, 0, 1);

export function HoursField({ label, hours, onChange }: HoursFieldProps) {
  const { t, language } = useText();
  const names = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  return (
    <fieldset className="ll-hours">
      <legend>{label}</legend>
      <div className="ll-hours-days">
        {DAYS.map((day) => (
          <Checkbox
            key={day}
            label={names.format(MONDAY + (day - 1) * 86_400_000)}
            checked={hours.days.includes(day)}
            onChange={(_, { checked }) =>
              onChange({
                ...hours,
                days: checked ? [...hours.days, day].sort() : hours.days.filter((one) => one !== day),
              })
            }
          />
        ))}
      </div>
      <div className="ll-hours-times">
        <Input
          type="time"
          aria-label={t('settings.from')}
          value={hours.from}
          onChange={(_, { value }) => onChange({ ...hours, from: value })}
        />
        <span aria-hidden>–</span>
        <Input
          type="time"
          aria-label={t('settings.to')}
          value={hours.to}
          onChange={(_, { value }) => onChange({ ...hours, to: value })}
        />
      </div>
      {!areHours(hours) && <span role="alert">{t('settings.hours_wrong')}</span>}
    </fieldset>
  );
}
