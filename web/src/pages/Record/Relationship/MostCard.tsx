// Whom we are in contact with most, or who of us is: three people with counts by channel and the last contact.
import { Link } from 'react-router';
import { Initials } from '../../../components/Initials';
import { isRecordTable, recordPath } from '../../../data/records';
import type { ActivityFilter, Channel, Relationship, TopPerson } from '../../../data/relationship';
import { filtersOf } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { channelWord, channelWords } from '../../../text/relationship';
import { Card } from './Card';
import { ChannelIcon } from './ChannelIcon';
import { FigureButton } from './FigureButton';
import './MostCard.css';

interface MostCardProps {
  relationship: Relationship;
  kind: 'most_contacted' | 'most_contacted_by';
}

export function MostCard({ relationship, kind }: MostCardProps) {
  const { t } = useText();
  const people = relationship[kind];
  return (
    <Card title={t(`relation.${kind}`)} text={t(`relation.${kind}_text`)}>
      {people.length === 0 ? (
        <p className="ll-card-text">{t('relation.nobody')}</p>
      ) : (
        <ol className="ll-most">
          {people.map((person, place) => (
            <li key={person.who.id ?? person.address ?? place}>
              <Person person={person} />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

const BY_CHANNEL: readonly [Channel, 'emails' | 'meetings' | 'calls' | 'tasks'][] = [
  ['email', 'emails'],
  ['meeting', 'meetings'],
  ['call', 'calls'],
  ['task', 'tasks'],
];

/** Who it is as far as the reader may know: the name of the record, else as the activities have it. */
const nameOf = ({ who, called, address }: TopPerson) => who.name ?? called ?? address ?? '';

function Person({ person }: { person: TopPerson }) {
  const text = useText();
  const { t, ago } = text;
  const { who, last } = person;
  const name = nameOf(person) || t('lead.no_name');
  return (
    <>
      <Initials name={name} size={36} />
      <div className="ll-most-who">
        {who.id && who.name && isRecordTable(who.table ?? undefined) ? (
          <Link to={recordPath(who.table!, who.id)}>{name}</Link>
        ) : (
          <span className="ll-most-name">{name}</span>
        )}
        {person.address && person.address !== name && <span className="ll-muted">{person.address}</span>}
        {last && (
          <span className="ll-muted">
            {t('relation.last_contact', { when: ago(last.at), channel: channelWord(last.channel, text) })}
          </span>
        )}
        <ul className="ll-most-counts">
          {BY_CHANNEL.filter(([, count]) => person[count] > 0).map(([channel, count]) => (
            <li key={channel}>
              <ChannelIcon channel={channel} />
              <Count person={person} channel={channel} count={person[count]} />
            </li>
          ))}
        </ul>
      </div>
      <span className="ll-most-all">
        <Count person={person} count={person.contacts} />{' '}
        <span className="ll-muted">{t('relation.contacts', { count: person.contacts })}</span>
      </span>
    </>
  );
}

/** Of somebody known only by address nothing can be looked up. */
function Count({ person, channel, count }: { person: TopPerson; channel?: Channel; count: number }) {
  const text = useText();
  const { t, number } = text;
  const { table, id } = person.who;
  const name = nameOf(person);
  const what = channel ? channelWords(channel, text) : t('formula.contacts');
  if (!table || !id)
    return (
      <span>
        {number(count)}
        {channel && <span className="ll-hidden"> {what}</span>}
      </span>
    );
  const filter: ActivityFilter = { channel, person: { table, id } };
  return (
    <FigureButton
      figure={{
        key: 'contacts',
        title: t('relation.with', { what, name }),
        value: number(count),
        filters: filtersOf('contacts', filter),
      }}
    />
  );
}
