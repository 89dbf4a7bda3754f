// An opportunity is over: won or lost, for how much, when and why.
import { Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../../components/AskDialog';
import { showToast } from '../../../components/toasts';
import { closeOpportunity, WON } from '../../../data/lifecycle';
import { fieldLabel, tableLanguage } from '../../../data/schema';
import { useText } from '../../../text/i18n';
import { currencySign, fromInput, toInput } from '../fieldValues';
import { choicesFor } from '../forms';
import { useReopen } from '../useReopen';
import type { ActionProps } from './ActionDialog';

const LOST = 2;

/** Today of the reader's calendar. */
export function today(now: Date): string {
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A day of the reader's calendar as a moment: now when it is today, else its noon. */
export function momentOf(day: string, now: Date): Date {
  return day === today(now) ? now : new Date(`${day}T12:00:00`);
}

export function OpportunityDialog({
  record,
  row,
  currency,
  won,
  onClose,
  onDone,
}: ActionProps & { won: boolean }) {
  const { t, language } = useText();
  const reopen = useReopen();
  const reasons = choicesFor('opportunity', 'statuscode', LOST);
  const [status, setStatus] = useState(won ? WON : (reasons.at(-1)?.value ?? 5));
  const [typed, setTyped] = useState(won ? toInput(row.estimatedvalue, 'Money', language) : '');
  const [on, setOn] = useState(today(new Date()));
  const [words, setWords] = useState('');
  const revenue = fromInput(typed, 'Money', language);
  return (
    <AskDialog
      title={t(won ? 'win.title' : 'lose.title')}
      action={t(won ? 'command.win' : 'command.lose')}
      ready={revenue !== undefined && on !== ''}
      onClose={onClose}
      onDo={async () => {
        await closeOpportunity(record.id, {
          status,
          revenue: won ? (revenue as number | null) : 0,
          on: momentOf(on, new Date()),
          reason: words.trim(),
        });
        onDone();
        showToast({
          text: t(won ? 'done.won' : 'done.lost', { name: record.name }),
          undo: () => void reopen(record),
        });
      }}
    >
      {won ? (
        <Field
          label={fieldLabel('opportunity', 'actualvalue', language)}
          validationMessage={revenue === undefined ? t('form.not_a_number') : undefined}
        >
          <Input
            inputMode="decimal"
            value={typed}
            contentBefore={currency && <span className="ll-muted">{currencySign(currency, language)}</span>}
            onChange={(_, data) => setTyped(data.value)}
          />
        </Field>
      ) : (
        <Field label={fieldLabel('opportunity', 'statuscode', language)}>
          <RadioGroup value={String(status)} onChange={(_, data) => setStatus(Number(data.value))}>
            {reasons.map((reason) => (
              <Radio
                key={reason.value}
                value={String(reason.value)}
                label={reason.label[tableLanguage(language)]}
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      <Field label={fieldLabel('opportunity', 'actualclosedate', language)} required>
        <Input type="date" value={on} onChange={(_, data) => setOn(data.value)} />
      </Field>
      <Field label={fieldLabel('opportunity', 'll_closereason', language)}>
        <Textarea value={words} maxLength={200} onChange={(_, data) => setWords(data.value)} />
      </Field>
    </AskDialog>
  );
}
