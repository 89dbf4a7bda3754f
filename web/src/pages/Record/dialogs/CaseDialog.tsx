// A case is over: solved, or given up.
import { Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../../components/AskDialog';
import { showToast } from '../../../components/toasts';
import { closeCase } from '../../../data/lifecycle';
import { fieldLabel, tableLanguage } from '../../../data/schema';
import { useText } from '../../../text/i18n';
import { choicesFor } from '../forms';
import { useReopen } from '../useReopen';
import type { ActionProps } from './ActionDialog';

const RESOLVED = 1;
const CANCELED = 2;

export function CaseDialog({ record, solved, onClose, onDone }: ActionProps & { solved: boolean }) {
  const { t, language } = useText();
  const reopen = useReopen();
  // A merged case is closed by merging.
  const reasons = choicesFor('incident', 'statuscode', solved ? RESOLVED : CANCELED).filter(
    (one) => one.value !== 2000,
  );
  const [status, setStatus] = useState(reasons[0]?.value ?? 5);
  const [words, setWords] = useState('');
  return (
    <AskDialog
      title={t(solved ? 'case.resolve' : 'case.cancel')}
      action={t(solved ? 'command.resolve' : 'command.cancel')}
      onClose={onClose}
      onDo={async () => {
        await closeCase(record.id, status, words.trim());
        onDone();
        showToast({ text: t('done.closed', { name: record.name }), undo: () => void reopen(record) });
      }}
    >
      {reasons.length > 1 && (
        <Field label={fieldLabel('incident', 'statuscode', language)}>
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
      <Field label={t('case.resolution')}>
        <Textarea value={words} maxLength={2000} onChange={(_, data) => setWords(data.value)} />
      </Field>
    </AskDialog>
  );
}
