// Tokens of programs that work in a person's name.
import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular, DeleteRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AskDialog, SecretDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { ActionsHead, Table } from '../../components/Table';
import { useSend, useTokens, type Token } from '../../data/admin';
import { useText } from '../../text/i18n';

/** One's own tokens; with `userId` those of another, which an administrator may only take away. */
export function TokensPanel({ userId }: { userId?: string }) {
  const { t } = useText();
  const query = useTokens(userId);
  const revoke = useSend();
  const create = useSend<{ Token: string }>();
  const [asked, setAsked] = useState(false);
  const [name, setName] = useState('');
  const [expires, setExpires] = useState('');
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <section className={userId ? 'll-stack' : 'll-card ll-stack'}>
      <div className="ll-spread">
        <div>
          <h3 className="ll-card-title">{t('settings.tokens')}</h3>
          <p className="ll-card-text">{t('settings.tokens_text')}</p>
        </div>
        {!userId && (
          <Button icon={<AddRegular />} onClick={() => setAsked(true)}>
            {t('settings.add_token')}
          </Button>
        )}
      </div>
      {revoke.error && <ErrorState error={revoke.error} compact />}
      <Loaded query={query} none={t('settings.no_tokens')}>
        {(tokens) => (
          <TokenTable
            tokens={tokens}
            onRevoke={(id) => revoke.mutate({ action: 'RevokeToken', body: { TokenId: id } })}
          />
        )}
      </Loaded>
      {asked && (
        <AskDialog
          title={t('settings.add_token')}
          action={t('settings.add_token')}
          ready={name.trim() !== ''}
          onClose={() => setAsked(false)}
          onDo={async () => {
            const { Token } = await create.mutateAsync({
              action: 'CreateToken',
              body: {
                Name: name.trim(),
                ...(expires ? { ExpiresOn: new Date(`${expires}T23:59:59`).toISOString() } : {}),
              },
            });
            setName('');
            setExpires('');
            setSecret(Token);
          }}
        >
          <Field label={t('settings.token_name')} required hint={t('settings.token_name_text')}>
            <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
          </Field>
          <Field label={t('settings.token_expires')}>
            <Input type="date" value={expires} onChange={(_, { value }) => setExpires(value)} />
          </Field>
        </AskDialog>
      )}
      {secret && (
        <SecretDialog
          title={t('settings.add_token')}
          text={t('settings.token_once')}
          secret={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </section>
  );
}

function TokenTable({ tokens, onRevoke }: { tokens: readonly Token[]; onRevoke: (id: string) => void }) {
  const { t, date, ago } = useText();
  return (
    <Table label={t('settings.tokens')}>
      <thead>
        <tr>
          <th scope="col">{t('settings.token_name')}</th>
          <th scope="col">{t('settings.token_created')}</th>
          <th scope="col">{t('settings.token_used')}</th>
          <th scope="col">{t('settings.token_expires')}</th>
          <ActionsHead />
        </tr>
      </thead>
      <tbody>
        {tokens.map((one) => (
          <tr key={one.id}>
            <td>{one.name}</td>
            <td>{one.created_on ? date(one.created_on) : '–'}</td>
            <td>{one.last_used_on ? ago(one.last_used_on) : '–'}</td>
            <td>{one.expires_on ? date(one.expires_on) : '–'}</td>
            <td className="ll-right">
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('settings.revoke', { name: one.name })}
                onClick={() => onRevoke(one.id)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
