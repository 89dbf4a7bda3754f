// A lead that will not become anything: why.
import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../../components/AskDialog';
import { showToast } from '../../../components/toasts';
import { disqualifyLead } from '../../../data/lifecycle';
import { tableLanguage } from '../../../data/schema';
import { useText } from '../../../text/i18n';
import { choicesFor } from '../forms';
import { useReopen } from '../useReopen';
import type { ActionProps } from './ActionDialog';

const DISQUALIFIED = 2;

export function DisqualifyDialog({ record, onClose, onDone }: ActionProps) {
  const { t, language } = useText();
  const reopen = useReopen();
  const reasons = choicesFor('lead', 'statuscode', DISQUALIFIED);
  const [status, setStatus] = useState(reasons[0]?.value ?? 4);
  const [words, setWords] = useState('');
  return (
    <AskDialog
      title={t('disqualify.title')}
      action={t('command.disqualify')}
      onClose={onClose}
      onDo={async () => {
        await disqualifyLead(record.id, status, words.trim());
        onDone();
        showToast({ text: t('done.disqualified', { name: record.name }), undo: () => void reopen(record) });
      }}
    >
      <Field label={t('disqualify.status')}>
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
      <Field label={t('disqualify.reason')}>
        <Textarea value={words} maxLength={200} onChange={(_, data) => setWords(data.value)} />
      </Field>
    </AskDialog>
  );
}
