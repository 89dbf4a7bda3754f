// What the model did by itself: the newest version, if nobody asked for it, against the one that was in force.
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { ModelState, type Version } from '../../data/models';
import { useText } from '../../text/i18n';

export function AutomaticNote({ newest }: { newest: Version | undefined }) {
  const { t, number, date } = useText();
  const challenge = newest?.report?.challenge;
  if (!newest?.report?.automatic || !challenge) return null;
  const { ruling, champion } = challenge;
  const tookOver = newest.ll_state === ModelState.Published;
  const auc = (value: number | null) => (value === null ? '–' : number(value, 3));
  const said = {
    number: newest.ll_number,
    date: newest.ll_trainedon ? date(newest.ll_trainedon) : '–',
    champion,
    auc: auc(challenge.auc),
    champion_auc: auc(challenge.championAuc),
  };
  const sentences = [
    tookOver
      ? t('retrain.took_over', said)
      : t(ruling === 'not_good_enough' ? 'retrain.not_good_enough' : 'retrain.below_floor', said),
    tookOver && ruling === 'champion_old' && t('retrain.old_champion', said),
    ruling !== 'below_floor' && !challenge.unseen && t('retrain.seen', said),
  ];
  return (
    <MessageBar intent={tookOver ? 'info' : 'warning'} layout="multiline">
      <MessageBarBody>{sentences.filter(Boolean).join(' ')}</MessageBarBody>
    </MessageBar>
  );
}
