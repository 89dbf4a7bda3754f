// Puts who wrote a mail, or everybody there, on an ignore list: one's own, or the organisation's for whoever may.
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { untilApplied } from '../../data/ignores';
import { isAdministrator, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { AskDialog } from '../AskDialog';
import { usePutOnList } from './usePutOnList';

interface IgnoreSenderDialogProps {
  /** Whom the mail came from. */
  address: string;
  /** What is shown of that sender may be another, for the wish or for its undo. */
  onChange: () => void;
  onClose: () => void;
}

export function IgnoreSenderDialog({ address, onChange, onClose }: IgnoreSenderDialogProps) {
  const { t } = useText();
  const user = useUser();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const [value, setValue] = useState(address);
  const [organisation, setOrganisation] = useState(false);
  // What is there already leaves the timeline when it has been gone through; the list itself holds at once.
  const { doubtful, forget, run } = usePutOnList(
    () => void untilApplied(organisation).then(onChange, () => {}),
  );
  return (
    <AskDialog
      title={t('ignore.sender')}
      action={t(doubtful ? 'ignore.add_all_there' : 'ignore.add')}
      onClose={onClose}
      onDo={() => run({ Value: value, ...(organisation ? { Organisation: true } : {}) })}
    >
      <Field label={t('ignore.where')}>
        <RadioGroup
          value={value}
          onChange={(_, data) => {
            setValue(data.value);
            forget();
          }}
        >
          <Radio value={address} label={t('ignore.only', { address })} />
          <Radio value={domain} label={t('ignore.everybody_at', { domain })} />
        </RadioGroup>
      </Field>
      {isAdministrator(user) && (
        <Field label={t('ignore.whose')}>
          <RadioGroup
            value={organisation ? 'all' : 'own'}
            onChange={(_, data) => {
              setOrganisation(data.value === 'all');
              forget();
            }}
          >
            <Radio value="own" label={t('ignore.whose_own')} />
            <Radio value="all" label={t('ignore.whose_all')} />
          </RadioGroup>
        </Field>
      )}
      <p className="ll-card-text">{t(organisation ? 'ignore.sender_text_all' : 'ignore.sender_text')}</p>
    </AskDialog>
  );
}
