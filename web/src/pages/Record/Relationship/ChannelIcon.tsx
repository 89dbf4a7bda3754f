// The sign of a channel, as the timeline has it; its name stands beside it in words.
import type { Channel } from '../../../data/relationship';
import { channelKind } from '../../../text/relationship';
import { KIND_ICONS } from '../kindIcons';

export const ChannelIcon = ({ channel }: { channel: Channel }) => (
  <span className="ll-channel" aria-hidden>
    {KIND_ICONS[channelKind(channel) as keyof typeof KIND_ICONS]}
  </span>
);
