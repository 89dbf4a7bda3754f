// How much more or less each kind of activity counts in health.
//
// Keyboard: each is a slider of steps of 5 %; what it stands at is written beside it and read with it.
import { Field, Slider } from '@fluentui/react-components';
import { INFLUENCED } from '../../data/relationshipSettings';
import { useText } from '../../text/i18n';
import type { SettingsPart } from './RelationshipsSection';

const MOST = 50;
const STEP = 5;

export function InfluenceFields({ settings, onChange }: SettingsPart) {
  const { t, signed } = useText();
  return (
    <fieldset className="ll-relset">
      <legend>{t('relset.influence')}</legend>
      <p className="ll-card-text">{t('relset.influence_text')}</p>
      <div className="ll-fields">
        {INFLUENCED.map((kind) => {
          const value = Math.round(100 * settings.influence[kind]);
          const words = t('relset.influence_value', { value: signed(value) });
          return (
            <Field key={kind} label={t(`relset.influence_${kind}`)}>
              <div className="ll-relset-slider">
                <Slider
                  aria-label={t(`relset.influence_${kind}`)}
                  aria-valuetext={words}
                  min={-MOST}
                  max={MOST}
                  step={STEP}
                  value={value}
                  onChange={(_, data) =>
                    onChange({ influence: { ...settings.influence, [kind]: data.value / 100 } })
                  }
                />
                <output>{words}</output>
              </div>
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}
