// May this model go live? In a word, an icon and a colour.
import {
  CheckmarkCircleFilled,
  DismissCircleFilled,
  QuestionCircleFilled,
  SubtractCircleFilled,
} from '@fluentui/react-icons';
import { useText } from '../../text/i18n';
import './VerdictBadge.css';

const LOOKS = {
  ready: { Icon: CheckmarkCircleFilled, look: 'good' },
  ok: { Icon: CheckmarkCircleFilled, look: 'fair' },
  not_ready: { Icon: DismissCircleFilled, look: 'bad' },
  no_signal: { Icon: SubtractCircleFilled, look: 'none' },
} as const;

interface VerdictBadgeProps {
  /** ready, ok, not_ready or no_signal. */
  verdict: string | null | undefined;
}

export function VerdictBadge({ verdict }: VerdictBadgeProps) {
  const { t } = useText();
  if (!verdict) return null;
  const known = Object.hasOwn(LOOKS, verdict) ? (verdict as keyof typeof LOOKS) : null;
  const { Icon, look } = known ? LOOKS[known] : { Icon: QuestionCircleFilled, look: 'none' };
  return (
    <span className={`ll-verdict ll-verdict-${look}`}>
      <Icon aria-hidden />
      {known ? t(`verdict.${known}`) : verdict}
    </span>
  );
}
