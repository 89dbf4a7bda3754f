// Pairs that may be one person: somebody says whether they are.
import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, DismissRegular } from '@fluentui/react-icons';
import { Loaded } from '../../components/Loaded';
import { useDoubts } from '../../data/persons';
import { mergeReason } from '../../text/mergeReasons';
import { useText } from '../../text/i18n';
import { AdminCard, FirstOf } from './AdminCard';
import { useDeciding } from './useDeciding';

export function DoubtsCard() {
  const { t } = useText();
  const doubts = useDoubts();
  const { run, busy } = useDeciding();
  return (
    <AdminCard title={t('persons.doubts')} count={<FirstOf part={doubts.data} />}>
      <Loaded query={doubts} none={t('persons.no_doubts')}>
        {({ rows }) => (
          <ul className="ll-people-rows">
            {rows.map(({ address, name, proposed }) => {
              const body = { AddressId: address.ll_personaddressid };
              return (
                <li key={address.ll_personaddressid} className="ll-people-row">
                  <div>
                    <p className="ll-people-names">
                      <span>
                        <strong>{name}</strong> {address.ll_address}
                      </span>
                      <span>
                        <strong>{proposed.name}</strong> {proposed.addresses.join(', ')}
                      </span>
                    </p>
                    <p className="ll-muted">{mergeReason(address.ll_reason, t)}</p>
                  </div>
                  <div className="ll-actions">
                    <Button
                      icon={<CheckmarkRegular />}
                      disabledFocusable={busy}
                      aria-label={t('persons.confirm_this', {
                        address: address.ll_address,
                        name: proposed.name,
                      })}
                      onClick={() => run('ConfirmAddress', body, t('persons.confirmed'))}
                    >
                      {t('persons.confirm')}
                    </Button>
                    <Button
                      icon={<DismissRegular />}
                      disabledFocusable={busy}
                      aria-label={t('persons.refuse_this', {
                        address: address.ll_address,
                        name: proposed.name,
                      })}
                      onClick={() => run('RefuseAddress', body, t('persons.refused'))}
                    >
                      {t('persons.refuse')}
                    </Button>
                  </div>
                </li>
              );
            })}
          </ul>
        )}
      </Loaded>
    </AdminCard>
  );
}
