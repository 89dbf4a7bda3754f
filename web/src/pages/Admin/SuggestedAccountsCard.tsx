// Domains that people write from and that no account stands for.
import { Button, Field, Input } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { showToast } from '../../components/toasts';
import { accountName, useSuggestedAccounts } from '../../data/persons';
import { createRecord, refreshLists } from '../../data/records';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { AdminCard } from './AdminCard';
import { useDeciding } from './useDeciding';

export function SuggestedAccountsCard() {
  const { t, number } = useText();
  const accounts = useSuggestedAccounts();
  const { run, busy } = useDeciding();
  const [making, setMaking] = useState<string | null>(null);
  return (
    <AdminCard title={t('persons.accounts')}>
      <Loaded query={accounts} none={t('persons.no_accounts')}>
        {(all) => (
          <ul className="ll-people-rows">
            {all.map(({ domain, people, activities }) => (
              <li key={domain} className="ll-people-row">
                <div>
                  <strong>{domain}</strong>
                  <p className="ll-muted">
                    {t('persons.people')}: {number(people)} · {t('persons.activities')}: {number(activities)}
                  </p>
                </div>
                <div className="ll-actions">
                  <Button
                    aria-label={t('persons.make_account_of', { domain })}
                    onClick={() => setMaking(domain)}
                  >
                    {t('persons.make_account')}
                  </Button>
                  <Button
                    appearance="subtle"
                    disabledFocusable={busy}
                    aria-label={t('persons.no_account_of', { domain })}
                    onClick={() =>
                      run('DismissDomain', { Domain: domain }, t('persons.dismissed', { domain }))
                    }
                  >
                    {t('persons.no_account')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Loaded>
      {making && <MakeAccount domain={making} onClose={() => setMaking(null)} />}
    </AdminCard>
  );
}

function MakeAccount({ domain, onClose }: { domain: string; onClose: () => void }) {
  const { t, language } = useText();
  const queries = useQueryClient();
  const [name, setName] = useState(() => accountName(domain));
  return (
    <AskDialog
      title={t('persons.make_account_of', { domain })}
      action={t('persons.make_account')}
      ready={name.trim() !== ''}
      onClose={onClose}
      onDo={async () => {
        await createRecord('account', { name: name.trim(), websiteurl: `https://${domain}` });
        showToast({ text: t('persons.account_made', { name: name.trim() }) });
        await Promise.all([
          queries.invalidateQueries({ queryKey: ['persons'] }),
          refreshLists(queries, 'account'),
        ]);
      }}
    >
      <Field label={fieldLabel('account', 'name', language)} required>
        <Input value={name} maxLength={160} onChange={(_, { value }) => setName(value)} />
      </Field>
    </AskDialog>
  );
}
