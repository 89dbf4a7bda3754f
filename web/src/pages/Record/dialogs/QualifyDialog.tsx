// A lead becomes an account, a contact and an opportunity, each if wanted; records that are there already are offered.
import { Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { AskDialog } from '../../../components/AskDialog';
import { LoadingBlock } from '../../../components/States';
import { showToast } from '../../../components/toasts';
import { qualifyLead } from '../../../data/lifecycle';
import { useMatches } from '../../../data/matches';
import { lookupIn, recordPath, type Found } from '../../../data/records';
import { fieldLabel, tableLabel } from '../../../data/schema';
import { useText } from '../../../text/i18n';
import { currencySign, fromInput, toInput } from '../fieldValues';
import { useReopen } from '../useReopen';
import type { ActionProps } from './ActionDialog';
import './dialogs.css';

const NEW = '';

export function QualifyDialog({ record, row, currency, onClose, onDone }: ActionProps) {
  const { t, language } = useText();
  const navigate = useNavigate();
  const reopen = useReopen();
  const company = String(row.companyname ?? '').trim();
  const [withAccount, setWithAccount] = useState(
    company !== '' || lookupIn(row, 'parentaccountid', 'lead') !== null,
  );
  const [withContact, setWithContact] = useState(true);
  const [withDeal, setWithDeal] = useState(true);
  const [account, setAccount] = useState<string | null>(null);
  const [contact, setContact] = useState<string | null>(null);
  const [dealName, setDealName] = useState(String(row.subject || row.companyname || record.name));
  const [typed, setTyped] = useState(toInput(row.estimatedamount ?? row.budgetamount, 'Money', language));
  const [closeOn, setCloseOn] = useState(String(row.estimatedclosedate ?? '').slice(0, 10));
  const accounts = useMatches('account', row);
  const contacts = useMatches('contact', row);
  const value = fromInput(typed, 'Money', language);
  // The best match is the one to use until somebody says otherwise: a second account of one company helps nobody.
  const chosenAccount = account ?? accounts.data?.[0]?.id ?? NEW;
  const chosenContact = contact ?? contacts.data?.[0]?.id ?? NEW;
  const ready =
    (!withDeal || (dealName.trim() !== '' && value !== undefined)) &&
    !accounts.isPending &&
    !contacts.isPending;

  return (
    <AskDialog
      title={t('qualify.title')}
      action={t('command.qualify')}
      ready={ready}
      onClose={onClose}
      onDo={async () => {
        const made = await qualifyLead({
          leadId: record.id,
          account: withAccount && (chosenAccount || true),
          contact: withContact && (chosenContact || true),
          opportunity: withDeal
            ? {
                name: dealName.trim(),
                estimatedvalue: value as number | null,
                estimatedclosedate: closeOn || null,
              }
            : null,
        });
        onDone();
        const next = made.opportunity;
        showToast({
          text: t('done.qualified', { name: record.name }),
          undo: () => void reopen(record),
          ...(next && {
            action: { label: t('done.open'), run: () => navigate(recordPath('opportunity', next.id)) },
          }),
        });
        if (next) navigate(recordPath('opportunity', next.id));
      }}
    >
      <p>{t('qualify.text')}</p>
      <Part label={tableLabel('account', language) ?? ''} on={withAccount} onChange={setWithAccount}>
        <Matches
          label={t('qualify.which_account')}
          fresh={t('qualify.new_account', { name: company || record.name })}
          found={accounts.data}
          value={chosenAccount}
          onChange={setAccount}
        />
      </Part>
      <Part label={tableLabel('contact', language) ?? ''} on={withContact} onChange={setWithContact}>
        <Matches
          label={t('qualify.which_contact')}
          fresh={t('qualify.new_contact', { name: record.name })}
          found={contacts.data}
          value={chosenContact}
          onChange={setContact}
        />
      </Part>
      <Part label={tableLabel('opportunity', language) ?? ''} on={withDeal} onChange={setWithDeal}>
        <Field label={fieldLabel('opportunity', 'name', language)} required>
          <Input value={dealName} maxLength={300} onChange={(_, data) => setDealName(data.value)} />
        </Field>
        <div className="ll-form-fields">
          <Field
            label={fieldLabel('opportunity', 'estimatedvalue', language)}
            validationMessage={value === undefined ? t('form.not_a_number') : undefined}
          >
            <Input
              inputMode="decimal"
              value={typed}
              contentBefore={currency && <span className="ll-muted">{currencySign(currency, language)}</span>}
              onChange={(_, data) => setTyped(data.value)}
            />
          </Field>
          <Field label={fieldLabel('opportunity', 'estimatedclosedate', language)}>
            <Input type="date" value={closeOn} onChange={(_, data) => setCloseOn(data.value)} />
          </Field>
        </div>
      </Part>
    </AskDialog>
  );
}

interface PartProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

function Part({ label, on, onChange, children }: PartProps) {
  return (
    <div className="ll-qualify-part">
      <Checkbox label={label} checked={on} onChange={(_, data) => onChange(data.checked === true)} />
      {on && <div className="ll-qualify-inside">{children}</div>}
    </div>
  );
}

interface MatchesProps {
  label: string;
  /** What the choice of a new one says. */
  fresh: string;
  found: Found[] | undefined;
  value: string;
  onChange: (id: string) => void;
}

function Matches({ label, fresh, found, value, onChange }: MatchesProps) {
  const { t } = useText();
  if (!found) return <LoadingBlock lines={1} />;
  if (found.length === 0) return <span className="ll-muted">{fresh}</span>;
  return (
    <RadioGroup aria-label={label} value={value} onChange={(_, data) => onChange(data.value)}>
      {found.map((one) => (
        <Radio
          key={one.id}
          value={one.id}
          label={[t('qualify.use', { name: one.name }), one.detail].filter(Boolean).join(' · ')}
        />
      ))}
      <Radio value={NEW} label={fresh} />
    </RadioGroup>
  );
}
