// When both sides last met, and when they meet next; the subject only for those who may see it.
import type { Moment, Relationship } from '../../../data/relationship';
import { useText } from '../../../text/i18n';
import { channelWord } from '../../../text/relationship';
import { ChannelIcon } from './ChannelIcon';

export function Moments({ relationship: { last, next } }: { relationship: Relationship }) {
  const { t } = useText();
  return (
    <dl className="ll-moments">
      <dt>{t('relation.last')}</dt>
      <dd>{last ? <One moment={last} past /> : t('relation.no_last')}</dd>
      <dt>{t('relation.next')}</dt>
      <dd>{next ? <One moment={next} /> : t('relation.no_next')}</dd>
    </dl>
  );
}

function One({ moment, past = false }: { moment: Moment; past?: boolean }) {
  const text = useText();
  const { t, date, dateTime, ago } = text;
  const { at, channel, direction, id, subject } = moment;
  const facts = [
    channelWord(channel, text),
    t(direction === 'incoming' ? 'timeline.direction_in' : 'timeline.direction_out'),
    dateTime(at),
    // Of long ago it would be the date again.
    past && ago(at) !== date(at) && ago(at),
  ];
  return (
    <>
      <ChannelIcon channel={channel} /> {facts.filter(Boolean).join(' · ')}
      <span className="ll-moment-subject">
        {id === undefined ? (
          <span className="ll-muted">{t('relation.subject_hidden')}</span>
        ) : (
          subject || t('relation.no_subject')
        )}
      </span>
    </>
  );
}
