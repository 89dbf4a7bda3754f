// Everybody who writes, with the addresses that are theirs and why.
import { Button, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { Link } from 'react-router';
import { AskDialog } from '../../components/AskDialog';
import { RecordPicker, type Picked } from '../../components/RecordPicker';
import { useWhatIsKnown } from '../../components/useWhatIsKnown';
import { ErrorState, LoadingBlock } from '../../components/States';
import { useSettled } from '../../components/useSettled';
import { isSubjectTable } from '../../data/known';
import { CERTAINTY, usePersons, type Person, type PersonAddress } from '../../data/persons';
import { isRecordTable, recordPath } from '../../data/records';
import { tableLabel } from '../../data/schema';
import { mergeReason } from '../../text/mergeReasons';
import { useText } from '../../text/i18n';
import { AdminCard } from './AdminCard';
import { useDeciding } from './useDeciding';

const PAUSE_MS = 250;
type Asked = { kind: 'join' | 'link'; person: Person };

export function PersonsCard() {
  const { t, number } = useText();
  const [words, setWords] = useState('');
  const asked = useSettled(words.trim(), PAUSE_MS);
  const list = usePersons(asked);
  const [dialog, setDialog] = useState<Asked | null>(null);
  const persons = list.data?.pages.flatMap((page) => page.value) ?? [];
  const total = list.data?.pages[0]?.['@odata.count'] ?? persons.length;
  return (
    <AdminCard
      title={t('persons.everybody')}
      count={list.data && t('persons.count', { count: total, number: number(total) })}
    >
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
      <ul className="ll-persons" aria-busy={list.isPlaceholderData}>
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
    </AdminCard>
  );
}

function PersonItem({ person, onJoin, onLink }: { person: Person; onJoin: () => void; onLink: () => void }) {
  const { t, language } = useText();
  const { run, busy } = useDeciding();
  const known = useWhatIsKnown();
  const { id, name, record, addresses } = person;
  const subject = record && isSubjectTable(record.table) && { ...record, table: record.table };
  return (
    <li className="ll-person">
      <div className="ll-spread">
        <span className="ll-person-name">
          <strong>{name}</strong>{' '}
          {record && <span className="ll-muted">{tableLabel(record.table, language)} </span>}
          {record &&
            (isRecordTable(record.table) ? (
              <Link to={recordPath(record.table, record.id)}>{record.name || t('lead.no_name')}</Link>
            ) : (
              <span>{record.name}</span>
            ))}
        </span>
        <span className="ll-actions" role="group" aria-label={name}>
          {!record && (
            <Button
              size="small"
              disabledFocusable={busy}
              onClick={() => run('MakeContact', { PersonId: id }, t('persons.contact_made', { name }))}
            >
              {t('persons.make_contact')}
            </Button>
          )}
          {subject && (
            <Button size="small" disabledFocusable={known.busy} onClick={() => void known.save(subject)}>
              {t('command.known')}
            </Button>
          )}
          <Button size="small" onClick={onLink}>
            {t(record ? 'persons.relink' : 'persons.link')}
          </Button>
          {record && (
            <Button
              size="small"
              disabledFocusable={busy}
              onClick={() => run('LinkPerson', { PersonId: id }, t('persons.unlinked', { name }))}
            >
              {t('persons.unlink')}
            </Button>
          )}
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
                  run(
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
  const { attempt } = useDeciding();
  const [picked, setPicked] = useState<Picked | null>(null);
  const joins = kind === 'join';
  const doIt = async () => {
    if (picked === null) return;
    if (joins)
      await attempt('JoinPeople', { PersonId: person.id, OtherId: picked.id }, t('persons.confirmed'));
    else
      await attempt(
        'LinkPerson',
        { PersonId: person.id, Table: picked.table, Id: picked.id },
        t('persons.linked', { name: person.name }),
      );
  };
  return (
    <AskDialog
      title={t(joins ? 'persons.join_title' : 'persons.link_title', { name: person.name })}
      action={t(joins ? 'persons.join_do' : 'persons.link_do')}
      ready={picked !== null}
      onClose={onClose}
      onDo={doIt}
    >
      <p>{t(joins ? 'persons.join_text' : 'persons.link_text')}</p>
      <RecordPicker
        label={t(joins ? 'persons.find' : 'persons.find_record')}
        targets={joins ? ['ll_person'] : ['contact', 'lead', 'systemuser']}
        without={person.id}
        value={picked}
        onChange={setPicked}
      />
    </AskDialog>
  );
}
