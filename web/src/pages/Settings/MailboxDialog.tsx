// What is asked about a mail account, when it is connected and when that is changed.
import { Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import {
  bodyOf,
  formOf,
  isElsewhere,
  isPort,
  SECURITIES,
  useMailboxAction,
  withSecurity,
  type Mailbox,
  type MailboxForm,
  type Security,
} from '../../data/mailboxes';
import { useText } from '../../text/i18n';

export function MailboxDialog({ box, onClose }: { box?: Mailbox; onClose: () => void }) {
  const { t } = useText();
  const action = useMailboxAction();
  const [form, setForm] = useState(() => formOf(box));
  const put = (changes: Partial<MailboxForm>) => setForm((known) => ({ ...known, ...changes }));
  const needsPassword = !box || isElsewhere(form, box);
  const ready =
    form.host.trim() !== '' &&
    form.user.trim() !== '' &&
    isPort(form.port) &&
    (!needsPassword || form.password !== '');
  return (
    <AskDialog
      title={box ? t('mailboxes.change_title', { name: box.name }) : t('mailboxes.connect')}
      action={t(box ? 'lead.save' : 'mailboxes.connect')}
      ready={ready}
      wide
      onClose={onClose}
      onDo={() =>
        action.mutateAsync({ action: box ? 'ChangeMailbox' : 'ConnectMailbox', body: bodyOf(form, box) })
      }
    >
      <Account form={form} put={put} needsPassword={needsPassword} isNew={!box} />
      <Field label={t('mailboxes.name')} hint={t('mailboxes.name_text')}>
        <Input value={form.name} maxLength={200} onChange={(_, { value }) => put({ name: value })} />
      </Field>
      <Field label={t('mailboxes.folders')} hint={t('mailboxes.folders_text')}>
        <Textarea value={form.folders} onChange={(_, { value }) => put({ folders: value })} />
      </Field>
      <Field hint={t('mailboxes.bodies_text')}>
        <Checkbox
          label={t('mailboxes.bodies')}
          checked={form.bodies}
          onChange={(_, { checked }) => put({ bodies: checked === true })}
        />
      </Field>
      <Field hint={t('mailboxes.shared_text')}>
        <Checkbox
          label={t('mailboxes.shared')}
          checked={form.shared}
          onChange={(_, { checked }) => put({ shared: checked === true })}
        />
      </Field>
      <Field hint={t('mailboxes.analytics_text')}>
        <Checkbox
          label={t('mailboxes.analytics')}
          checked={form.analytics}
          onChange={(_, { checked }) => put({ analytics: checked === true })}
        />
      </Field>
    </AskDialog>
  );
}

interface AccountProps {
  form: MailboxForm;
  put: (changes: Partial<MailboxForm>) => void;
  needsPassword: boolean;
  isNew: boolean;
}

/** Where the account is, and how to get in. */
function Account({ form, put, needsPassword, isNew }: AccountProps) {
  const { t } = useText();
  return (
    <>
      <Field label={t('mailboxes.host')} required hint={t('mailboxes.host_text')}>
        <Input value={form.host} maxLength={255} onChange={(_, { value }) => put({ host: value })} />
      </Field>
      <div className="ll-fields">
        <Field label={t('mailboxes.security')}>
          <Select
            value={form.security}
            onChange={(_, { value }) => put(withSecurity(form, value as Security))}
          >
            {SECURITIES.map((one) => (
              <option key={one} value={one}>
                {t(`mailboxes.security_${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label={t('mailboxes.port')}
          required
          validationMessage={isPort(form.port) ? undefined : t('relset.outside', { from: '1', to: '65535' })}
        >
          <Input
            inputMode="numeric"
            value={form.port}
            onChange={(_, { value }) => put({ port: value.trim() })}
          />
        </Field>
      </div>
      <Field label={t('mailboxes.user')} required hint={t('mailboxes.user_text')}>
        <Input
          value={form.user}
          maxLength={1_000}
          autoComplete="off"
          onChange={(_, { value }) => put({ user: value })}
        />
      </Field>
      <Field
        label={t('settings.password')}
        required={needsPassword}
        hint={t(needsPassword && !isNew ? 'mailboxes.password_again' : 'mailboxes.password_text')}
      >
        <Input
          type="password"
          value={form.password}
          maxLength={1_000}
          autoComplete="new-password"
          onChange={(_, { value }) => put({ password: value })}
        />
      </Field>
    </>
  );
}
