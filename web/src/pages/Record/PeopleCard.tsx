// People around a deal: stakeholders of the customer and our own sales team, each with a role, and who else appears on
// its e-mails and meetings.
import { Button, Select } from '@fluentui/react-components';
import { AddRegular, DismissRegular } from '@fluentui/react-icons';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Initials } from '../../components/Initials';
import { errorText, ErrorState, LoadingBlock } from '../../components/States';
import { showToast } from '../../components/toasts';
import { deleteLater, useHiddenIds } from '../../data/deleteLater';
import {
  connect,
  isTeam,
  TEAM_ROLE,
  usePeople,
  useSuggestedPeople,
  type Person,
  type Suggested,
} from '../../data/people';
import { isRecordTable, patchRecord, recordPath, type Reference } from '../../data/records';
import { optionsOf, tableLanguage } from '../../data/schema';
import { refreshRelationships } from '../../data/relationshipRefresh';
import { useText } from '../../text/i18n';
import { LookupEditor } from './LookupEditor';
import './PeopleCard.css';

/** A role that says "on the customer's side", until somebody says more. */
const STAKEHOLDER = 7;

export function PeopleCard({ deal }: { deal: Reference }) {
  const text = useText();
  const { t } = text;
  const queries = useQueryClient();
  const people = usePeople(deal.table, deal.id);
  const suggested = useSuggestedPeople(deal.table, deal.id);
  const hidden = useHiddenIds();
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['people', deal.table, deal.id] });
    void refreshRelationships(queries);
  };

  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      showToast({ text: errorText(error, text), intent: 'failed' });
    }
    await refresh();
  };
  const add = (who: Reference) =>
    attempt(() => connect(deal, who, who.table === 'systemuser' ? TEAM_ROLE : STAKEHOLDER));
  const setRole = (person: Person, role: number) =>
    attempt(() =>
      patchRecord('connection', person.connectionId, { changes: { ll_record2role: role }, etag: undefined }),
    );
  const remove = (person: Person) =>
    deleteLater({
      table: 'connection',
      id: person.connectionId,
      done: t('people.removed', { name: person.who.name }),
      failed: t('people.not_removed', { name: person.who.name }),
      refresh,
    });

  if (people.isError) {
    return (
      <section className="ll-card">
        <h2 className="ll-card-title">{t('people.title')}</h2>
        <ErrorState compact error={people.error} onRetry={() => void people.refetch()} />
      </section>
    );
  }
  const known = (people.data ?? []).filter((one) => !hidden.has(one.connectionId));
  const part = { deal, setRole, remove, add, loading: people.isPending };
  return (
    <section className="ll-card ll-people" aria-labelledby="people-title">
      <h2 className="ll-card-title" id="people-title">
        {t('people.title')}
      </h2>
      <PeopleList {...part} kind="stakeholders" people={known.filter((one) => !isTeam(one))} />
      <PeopleList {...part} kind="team" people={known.filter(isTeam)} />
      <Suggestions people={suggested.data ?? []} add={add} />
    </section>
  );
}

interface PeopleListProps {
  kind: 'stakeholders' | 'team';
  people: Person[];
  loading: boolean;
  setRole: (person: Person, role: number) => void;
  remove: (person: Person) => void;
  add: (who: Reference) => void;
}

const TARGETS = { stakeholders: ['contact', 'account'], team: ['systemuser'] } as const;

function PeopleList({ kind, people, loading, setRole, remove, add }: PeopleListProps) {
  const { t } = useText();
  const [adding, setAdding] = useState(false);
  return (
    <div className="ll-people-part">
      <div className="ll-people-head">
        <h3>{t(`people.${kind}`)}</h3>
        <Button
          size="small"
          appearance="subtle"
          icon={<AddRegular />}
          aria-label={t(`people.add_${kind}`)}
          onClick={() => setAdding((now) => !now)}
        />
      </div>
      {adding && (
        <LookupEditor
          plain
          aria-label={t(`people.add_${kind}`)}
          targets={TARGETS[kind]}
          value={null}
          onChange={(who) => {
            setAdding(false);
            if (who && !people.some((one) => one.who.id === who.id)) add(who);
          }}
        />
      )}
      {loading ? (
        <LoadingBlock lines={2} />
      ) : people.length === 0 ? (
        <p className="ll-card-text">{t(`people.no_${kind}`)}</p>
      ) : (
        <ul className="ll-people-list">
          {people.map((person) => (
            <li key={person.connectionId}>
              <Initials name={person.who.name} />
              <span className="ll-people-name">
                {isRecordTable(person.who.table) ? (
                  <Link to={recordPath(person.who.table, person.who.id)}>{person.who.name}</Link>
                ) : (
                  person.who.name
                )}
                <RoleChoice person={person} onChange={(role) => setRole(person, role)} />
              </span>
              <Button
                size="small"
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={t('people.remove', { name: person.who.name })}
                onClick={() => remove(person)}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function RoleChoice({ person, onChange }: { person: Person; onChange: (role: number) => void }) {
  const { t, language } = useText();
  return (
    <Select
      size="small"
      appearance="filled-lighter"
      className="ll-people-role"
      aria-label={t('people.role_of', { name: person.who.name })}
      value={person.role === null ? '' : String(person.role)}
      onChange={(_, data) => onChange(Number(data.value))}
    >
      {person.role === null && (
        <option value="" disabled>
          {t('people.no_role')}
        </option>
      )}
      {optionsOf('connection', 'll_record2role').map((option) => (
        <option key={option.value} value={String(option.value)}>
          {option.label[tableLanguage(language)]}
        </option>
      ))}
    </Select>
  );
}

function Suggestions({ people, add }: { people: Suggested[]; add: (who: Reference) => void }) {
  const { t } = useText();
  if (people.length === 0) return null;
  return (
    <div className="ll-people-part">
      <h3>{t('people.suggested')}</h3>
      <ul className="ll-people-list">
        {people.slice(0, 5).map((one) => (
          <li key={one.id}>
            <Initials name={one.name || one.address || '?'} />
            <span className="ll-people-name">
              {one.name || one.address}
              <span className="ll-people-seen">
                {t('people.seen', { emails: one.emails, meetings: one.meetings })}
              </span>
            </span>
            <Button
              size="small"
              icon={<AddRegular />}
              aria-label={t('people.add', { name: one.name || one.address || '' })}
              onClick={() => add({ table: one.table, id: one.id, name: one.name })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}
