// Activities as a list: what, when, whose, how long.
import type { BehindActivity } from '../../../data/relationship';
import { useText, type TextTools } from '../../../text/i18n';
import { channelWord, durationText } from '../../../text/relationship';
import { ChannelIcon } from './ChannelIcon';

function factsOf(one: BehindActivity, text: TextTools): string {
  const { t, dateTime } = text;
  return [
    dateTime(one.at),
    channelWord(one.channel, text),
    t(one.direction === 'incoming' ? 'timeline.direction_in' : 'timeline.direction_out'),
    one.missed && t('relation.missed'),
    one.minutes !== null && one.minutes > 0 && durationText(one.minutes / 60, text),
    one.owner?.name,
  ]
    .filter(Boolean)
    .join(' · ');
}

export function BehindList({ activities }: { activities: readonly BehindActivity[] }) {
  const text = useText();
  return (
    <ul className="ll-behind-list">
      {activities.map((one) => (
        <li key={`${one.table} ${one.id}`}>
          <ChannelIcon channel={one.channel} />
          <span>
            <span className="ll-behind-subject">{one.subject || text.t('relation.no_subject')}</span>
            <span className="ll-behind-facts">{factsOf(one, text)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
