// The organisation: its name, base currency, time zone and working hours.
import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { SaveRow } from '../../components/SaveRow';
import { useSend, useSet, type AdminRow } from '../../data/admin';
import { areHours, parseHours } from '../../data/settings';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { HoursField } from './HoursField';
import { ZoneField } from './ZoneField';

export function OrganisationPanel() {
  const query = useSet('organizations', { $top: 1 });
  return (
    <section className="ll-card">
      <Loaded query={query}>
        {(rows) => rows[0] && <OrganisationForm key={String(rows[0].versionnumber)} row={rows[0]} />}
      </Loaded>
    </section>
  );
}

function OrganisationForm({ row }: { row: AdminRow }) {
  const { t, language } = useText();
  const currencies = useSet('transactioncurrencies', { $orderby: 'isocurrencycode asc' });
  const send = useSend();
  const [name, setName] = useState(String(row.name ?? ''));
  const [base, setBase] = useState(String(row._basecurrencyid_value ?? ''));
  const [zone, setZone] = useState(String(row.ll_timezone ?? ''));
  const [hours, setHours] = useState(() => parseHours(row.ll_workinghours));
  const ready = name.trim() !== '' && areHours(hours);
  const label = (column: string) => fieldLabel('organization', column, language) ?? column;
  const save = () =>
    send.mutate({
      change: `organizations(${String(row.organizationid)})`,
      body: {
        name: name.trim(),
        ...(base ? { 'basecurrencyid@odata.bind': `/transactioncurrencies(${base})` } : {}),
        ll_timezone: zone || null,
        ll_workinghours: JSON.stringify(hours),
      },
    });
  return (
    <div className="ll-stack">
      <div className="ll-fields">
        <Field label={label('name')} required>
          <Input value={name} maxLength={160} onChange={(_, { value }) => setName(value)} />
        </Field>
        <Field label={label('basecurrencyid')} hint={t('settings.base_text')}>
          <Select value={base} onChange={(_, { value }) => setBase(value)}>
            <option value="" />
            {(currencies.data ?? []).map((one) => (
              <option key={String(one.transactioncurrencyid)} value={String(one.transactioncurrencyid)}>
                {`${String(one.isocurrencycode)} · ${String(one.currencyname)}`}
              </option>
            ))}
          </Select>
        </Field>
        <ZoneField
          label={label('ll_timezone')}
          value={zone}
          none={t('settings.zone_utc')}
          onChange={setZone}
        />
        <HoursField label={label('ll_workinghours')} hours={hours} onChange={setHours} />
      </div>
      <SaveRow ready={ready} busy={send.isPending} saved={send.isSuccess} error={send.error} onSave={save} />
    </div>
  );
}
