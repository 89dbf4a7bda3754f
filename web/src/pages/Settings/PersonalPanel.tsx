// A person's own: language, time zone, working hours, password, and what is known about them.
import { Button, Field, Input, Select } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Loaded } from '../../components/Loaded';
import { SaveRow } from '../../components/SaveRow';
import { useWhatIsKnown } from '../../components/useWhatIsKnown';
import { useSend, useSet, type AdminRow } from '../../data/admin';
import { useSession, useUser } from '../../data/session';
import { areHours, parseHours } from '../../data/settings';
import { fieldLabel } from '../../data/schema';
import {
  activate,
  LANGUAGES,
  rememberLanguage,
  serverLanguage,
  useText,
  type LanguageTag,
} from '../../text/i18n';
import { HoursField } from './HoursField';
import { ZoneField } from './ZoneField';

export function PersonalPanel({ userId }: { userId: string }) {
  const query = useSet('systemusers', {
    $filter: `systemuserid eq ${userId}`,
    $select: 'systemuserid,ll_timezone,ll_workinghours,versionnumber',
  });
  return (
    <section className="ll-card ll-stack">
      <Loaded query={query}>
        {(rows) => rows[0] && <PersonalForm key={String(rows[0].systemuserid)} row={rows[0]} />}
      </Loaded>
      <WhatIsKnown />
    </section>
  );
}

/** A right of everybody: their own. */
function WhatIsKnown() {
  const { t } = useText();
  const { id, fullname, name } = useUser();
  const known = useWhatIsKnown();
  return (
    <Button
      icon={<ArrowDownloadRegular />}
      disabledFocusable={known.busy}
      onClick={() => void known.save({ table: 'systemuser', id, name: fullname || name })}
    >
      {t('known.mine')}
    </Button>
  );
}

function PersonalForm({ row }: { row: AdminRow }) {
  const { t, language } = useText();
  const { keepLanguage } = useSession();
  const send = useSend();
  const [zone, setZone] = useState(String(row.ll_timezone ?? ''));
  const [hours, setHours] = useState(() => parseHours(row.ll_workinghours));
  const choose = (tag: LanguageTag) => {
    void activate(tag);
    rememberLanguage(tag);
    keepLanguage(serverLanguage(tag));
  };
  return (
    <div className="ll-stack">
      <div className="ll-fields">
        <Field label={t('bar.language')}>
          <Select value={language} onChange={(_, { value }) => choose(value as LanguageTag)}>
            {LANGUAGES.map((one) => (
              <option key={one.tag} value={one.tag} lang={one.tag}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <ZoneField
          label={fieldLabel('systemuser', 'll_timezone', language) ?? ''}
          value={zone}
          none={t('settings.zone_organisation')}
          onChange={setZone}
        />
        <HoursField
          label={fieldLabel('systemuser', 'll_workinghours', language) ?? ''}
          hours={hours}
          onChange={setHours}
        />
      </div>
      <SaveRow
        ready={areHours(hours)}
        busy={send.isPending}
        saved={send.isSuccess}
        error={send.error}
        onSave={() =>
          send.mutate({
            action: 'SetPreferences',
            body: { TimeZone: zone, WorkingHours: JSON.stringify(hours) },
          })
        }
      />
    </div>
  );
}

const LEAST_LETTERS = 12;

export function PasswordPanel() {
  const { t } = useText();
  const send = useSend();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const ready = current !== '' && next.length >= LEAST_LETTERS && next === again;
  return (
    <section className="ll-card ll-stack" aria-labelledby="ll-own-password">
      <h3 className="ll-card-title" id="ll-own-password">
        {t('settings.password')}
      </h3>
      <form
        className="ll-stack"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <div className="ll-fields">
          <Field label={t('settings.password_now')} required>
            <Input
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(_, { value }) => setCurrent(value)}
            />
          </Field>
          <Field
            label={t('settings.password_new')}
            required
            hint={t('settings.password_text', { count: LEAST_LETTERS })}
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={next}
              onChange={(_, { value }) => setNext(value)}
            />
          </Field>
          <Field
            label={t('settings.password_again')}
            required
            validationMessage={again !== '' && again !== next ? t('settings.password_differs') : undefined}
          >
            <Input
              type="password"
              autoComplete="new-password"
              value={again}
              onChange={(_, { value }) => setAgain(value)}
            />
          </Field>
        </div>
        <SaveRow
          ready={ready}
          busy={send.isPending}
          saved={send.isSuccess}
          error={send.error}
          onSave={() =>
            send.mutate(
              { action: 'SetPassword', body: { Current: current, Password: next } },
              {
                onSuccess: () => {
                  setCurrent('');
                  setNext('');
                  setAgain('');
                },
              },
            )
          }
        />
      </form>
    </section>
  );
}
