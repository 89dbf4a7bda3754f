// Everybody who writes, with the addresses that are theirs and why.
import { Button, Input } from '@fluentui/react-components';
import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router';
import { AskDialog } from '../../components/AskDialog';
import { RecordPicker, type Picked } from '../../components/RecordPicker';
import { ErrorState, LoadingBlock } from '../../components/States';
import { CERTAINTY, usePersons, type Person, type PersonAddress } from '../../data/persons';
import { isRecordTable, recordPath } from '../../data/records';
import { mergeReason } from '../../text/mergeReasons';
import { useText } from '../../text/i18n';
import { useDeciding } from './useDeciding';

type Asked = { kind: 'join' | 'link'; person: Person };

export function PersonsCard() {
  const { t, number } = useText();
  const [words, setWords] = useState('');
  const asked = useDeferredValue(words.trim());
  const list = usePersons(asked);
  const [dialog, setDialog] = useState<Asked | null>(null);
  const persons = list.data?.pages.flatMap((page) => page.value) ?? [];
  const total = list.data?.pages[0]?.['@odata.count'] ?? persons.length;
  return (
    <section className="ll-card ll-stack" aria-labelledby="persons-title">
      <div className="ll-spread">
        <h2 className="ll-card-title" id="persons-title">
          {t('persons.everybody')}
        </h2>
        <span className="ll-muted" role="status">
          {list.data && t('persons.count', { count: total, number: number(total) })}
        </span>
      </div>
      <Input
        type="search"
        aria-label={t('persons.find')}
        placeholder={t('persons.find')}
        value={words}
        onChange={(_, { value }) => setWords(value)}
      />
      {list.isPending && <LoadingBlock lines={6} />}
      {list.isError && <ErrorState compact error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && persons.length === 0 && (
        <p className="ll-card-text">{t(asked ? 'persons.none_match' : 'persons.none')}</p>
      )}
      <ul className="ll-persons">
        {persons.map((person) => (
          <PersonItem
            key={person.id}
            person={person}
            onJoin={() => setDialog({ kind: 'join', person })}
            onLink={() => setDialog({ kind: 'link', person })}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button disabledFocusable={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('persons.more')}
        </Button>
      )}
      {dialog && <PersonDialog {...dialog} onClose={() => setDialog(null)} />}
    </section>
  );
}

function PersonItem({ person, onJoin, onLink }: { person: Person; onJoin: () => void; onLink: () => void }) {
  const { t } = useText();
  const { run, busy } = useDeciding();
  const { id, name, record, addresses } = person;
  return (
    <li className="ll-person">
      <div className="ll-spread">
        <span className="ll-person-name">
          <strong>{name}</strong>{' '}
          {record &&
            (isRecordTable(record.table) ? (
              <Link to={recordPath(record.table, record.id)}>{record.name || t('lead.no_name')}</Link>
            ) : (
              <span className="ll-muted">{t('persons.user', { name: record.name })}</span>
            ))}
        </span>
        <span className="ll-actions" role="group" aria-label={name}>
          {!record && (
            <Button
              size="small"
              disabledFocusable={busy}
              onClick={() => void run('MakeContact', { PersonId: id }, t('persons.contact_made', { name }))}
            >
              {t('persons.make_contact')}
            </Button>
          )}
          <Button size="small" onClick={onLink}>
            {t(record ? 'persons.relink' : 'persons.link')}
          </Button>
          <Button size="small" onClick={onJoin}>
            {t('persons.join')}
          </Button>
        </span>
      </div>
      <ul className="ll-person-addresses">
        {addresses.map((address) => (
          <li key={address.ll_personaddressid}>
            <span className="ll-person-address">{address.ll_address}</span>
            <span className="ll-muted">{whyOf(address, t)}</span>
            {addresses.length > 1 && (
              <Button
                size="small"
                appearance="subtle"
                disabledFocusable={busy}
                aria-label={t('persons.separate_this', { address: address.ll_address, name })}
                onClick={() =>
                  void run(
                    'SeparateAddress',
                    { AddressId: address.ll_personaddressid },
                    t('persons.separated', { address: address.ll_address }),
                  )
                }
              >
                {t('persons.separate')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}

/** Of somebody who may join another the reason is that of the proposal. */
function whyOf(address: PersonAddress, t: (id: string) => string): string {
  if (address.ll_certainty === CERTAINTY.toConfirm) return t('persons.open_question');
  const reason = mergeReason(address.ll_reason, t);
  if (address.ll_certainty !== CERTAINTY.confirmed) return reason;
  return [t('persons.by_hand'), reason].filter(Boolean).join(': ');
}

function PersonDialog({ kind, person, onClose }: Asked & { onClose: () => void }) {
  const { t } = useText();
  const { run } = useDeciding();
  const [picked, setPicked] = useState<Picked | null>(null);
  const joins = kind === 'join';
  const other = picked && picked.id !== person.id ? picked : null;
  const doIt = () =>
    joins
      ? run('JoinPeople', { PersonId: person.id, OtherId: other?.id }, t('persons.confirmed'))
      : run(
          'LinkPerson',
          { PersonId: person.id, ...(other ? { Table: other.table, Id: other.id } : {}) },
          t(other ? 'persons.linked' : 'persons.unlinked', { name: person.name }),
        );
  return (
    <AskDialog
      title={t(joins ? 'persons.join_title' : 'persons.link_title', { name: person.name })}
      action={t(joins ? 'persons.join_do' : other ? 'persons.link_do' : 'persons.unlink')}
      ready={other !== null || (!joins && person.record !== null)}
      onClose={onClose}
      onDo={doIt}
    >
      <p>{t(joins ? 'persons.join_text' : 'persons.link_text')}</p>
      <RecordPicker
        label={t(joins ? 'persons.find' : 'persons.find_record')}
        targets={joins ? ['ll_person'] : ['contact', 'lead', 'systemuser']}
        value={picked}
        onChange={setPicked}
      />
    </AskDialog>
  );
}
