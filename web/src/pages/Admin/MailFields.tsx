// What a mail takes, what counts as an answer, when we work, and which addresses are ours.
import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { readDomains } from '../../data/relationshipSettings';
import { useText } from '../../text/i18n';
import { HoursField } from '../Settings/HoursField';
import { ZoneField } from '../Settings/ZoneField';
import type { SettingsPart } from './RelationshipsSection';
import { SettingNumber } from './SettingNumber';

export function MailFields(part: SettingsPart) {
  const { t } = useText();
  const { settings, onChange } = part;
  const { working_week: week } = settings;
  return (
    <>
      <fieldset className="ll-relset">
        <legend>{t('relset.figures')}</legend>
        <div className="ll-fields">
          <SettingNumber {...part} name="minutes_to_write" step="any" />
          <SettingNumber {...part} name="minutes_to_read" step="any" />
          <SettingNumber {...part} name="longest_answer_days" />
          <SettingNumber {...part} name="chart_days" />
        </div>
        <Domains {...part} />
      </fieldset>
      <fieldset className="ll-relset">
        <legend>{t('relset.working_week')}</legend>
        <p className="ll-card-text">{t('relset.working_week_text')}</p>
        <div className="ll-fields">
          <ZoneField
            label={t('relset.zone')}
            value={week.time_zone === 'UTC' ? '' : week.time_zone}
            none={t('settings.zone_utc')}
            onChange={(zone) => onChange({ working_week: { ...week, time_zone: zone || 'UTC' } })}
          />
          <HoursField
            label={t('relset.hours')}
            hours={{ days: week.days, from: week.opens, to: week.closes }}
            onChange={({ days, from, to }) =>
              onChange({ working_week: { ...week, days, opens: from, closes: to } })
            }
          />
        </div>
      </fieldset>
    </>
  );
}

/** Keeps what is typed as it is typed; another list from outside takes its place. */
function Domains({ settings, problems, onChange }: SettingsPart) {
  const { t } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const known = settings.our_domains.join('\n');
  const shown = typed !== null && readDomains(typed).join('\n') === known ? typed : known;
  return (
    <Field
      label={t('relset.our_domains')}
      hint={t('relset.our_domains_text')}
      validationMessage={problems.has('our_domains') ? t('relset.domain_wrong') : undefined}
    >
      <Textarea
        value={shown}
        onChange={(_, { value }) => {
          setTyped(value);
          onChange({ our_domains: readDomains(value) });
        }}
      />
    </Field>
  );
}
