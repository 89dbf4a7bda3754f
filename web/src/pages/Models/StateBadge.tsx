// What a model is at, in a word.
import { Badge } from '@fluentui/react-components';
import { MODEL_STATES, type ModelStateName } from '../../data/scores';
import { useText } from '../../text/i18n';

const COLOURS: Partial<Record<ModelStateName, 'success' | 'brand' | 'danger' | 'warning'>> = {
  published: 'success',
  external: 'success',
  training: 'brand',
  ready: 'brand',
  failed: 'danger',
  paused: 'warning',
};

export function StateBadge({ state }: { state: ModelStateName }) {
  const { t } = useText();
  return (
    <Badge appearance="tint" color={COLOURS[state] ?? 'informative'}>
      {MODEL_STATES.includes(state) ? t(`modelstate.${state}`) : state}
    </Badge>
  );
}
