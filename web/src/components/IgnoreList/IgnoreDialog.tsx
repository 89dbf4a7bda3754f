// Puts an address, a domain or a folder on an ignore list. Where everybody may have an address it asks once more.
import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { IgnoreWish } from '../../data/ignores';
import { useMailboxes } from '../../data/mailboxes';
import { useText } from '../../text/i18n';
import { AskDialog } from '../AskDialog';
import { usePutOnList } from './usePutOnList';

interface IgnoreDialogProps {
  organisation: boolean;
  onClose: () => void;
}

export function IgnoreDialog({ organisation, onClose }: IgnoreDialogProps) {
  const { t } = useText();
  const { doubtful, forget, run } = usePutOnList();
  const [value, setValue] = useState('');
  const [mailbox, setMailbox] = useState('');
  const wish: IgnoreWish = {
    Value: value.trim(),
    ...(mailbox ? { MailboxId: mailbox } : {}),
    ...(organisation ? { Organisation: true } : {}),
  };
  return (
    <AskDialog
      title={t(organisation ? 'ignore.add_all_title' : 'ignore.add_title')}
      action={t(doubtful ? 'ignore.add_all_there' : 'ignore.add')}
      ready={value.trim() !== ''}
      onClose={onClose}
      onDo={() => run(wish)}
    >
      {!organisation && <Where mailbox={mailbox} onChange={setMailbox} />}
      <Field
        label={t(mailbox ? 'ignore.folder_name' : 'ignore.value')}
        hint={t(mailbox ? 'ignore.folder_hint' : 'ignore.value_hint')}
        required
      >
        <Input
          value={value}
          maxLength={320}
          autoComplete="off"
          onChange={(_, data) => {
            setValue(data.value);
            forget();
          }}
        />
      </Field>
    </AskDialog>
  );
}

/** Who writes, or a folder of one of one's mailboxes. */
function Where({ mailbox, onChange }: { mailbox: string; onChange: (mailbox: string) => void }) {
  const { t } = useText();
  const { data: boxes = [] } = useMailboxes(false);
  if (boxes.length === 0) return null;
  return (
    <Field label={t('ignore.where')}>
      <Select value={mailbox} onChange={(_, data) => onChange(data.value)}>
        <option value="">{t('ignore.where_who')}</option>
        {boxes.map((box) => (
          <option key={box.mailbox_id} value={box.mailbox_id}>
            {t('ignore.folder_of', { mailbox: box.name })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
