// Activities as a list: what, when, whose, how long.
import type { BehindActivity } from '../../../data/relationship';
import { useText, type TextTools } from '../../../text/i18n';
import { channelWord, durationText } from '../../../text/relationship';
import { ChannelIcon } from './ChannelIcon';

/** How long an invitation waited for its first answer. */
function answerOf({ asked }: BehindActivity, text: TextTools): string | false {
  if (!asked) return false;
  if (asked.answered_on === null) return text.t('relation.not_answered');
  const hours = (Date.parse(asked.answered_on) - Date.parse(asked.on)) / 3_600_000;
  return text.t('relation.answered_after', { time: durationText(hours, text) });
}

function factsOf(one: BehindActivity, text: TextTools): string {
  const { t, dateTime } = text;
  return [
    dateTime(one.at),
    channelWord(one.channel, text),
    t(one.direction === 'incoming' ? 'timeline.direction_in' : 'timeline.direction_out'),
    one.missed && t('relation.missed'),
    one.asked && t('relation.invited_on', { time: dateTime(one.asked.on) }),
    answerOf(one, text),
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
