// The head of a model's page: its name with badges, what can be done, and facts.
import type { ReactNode } from 'react';
import type { Model } from '../../data/models';
import type { ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import { StateBadge } from '../Models/StateBadge';
import './ModelHead.css';

interface ModelHeadProps {
  model: Model;
  /** As it stands now; not yet known while that is asked for. */
  status: ScoringModel | undefined;
  /** Beside the state. */
  badges?: ReactNode;
  buttons: ReactNode;
  /** Label and value; a value that is not known is shown as a dash. */
  facts: readonly (readonly [string, string | undefined])[];
}

export function ModelHead({ model, status, badges, buttons, facts }: ModelHeadProps) {
  const { t } = useText();
  return (
    <div className="ll-model-head">
      <div className="ll-model-top">
        <div className="ll-model-name">
          <h1 className="ll-page-title">{model.ll_name}</h1>
          <div className="ll-model-badges">
            <span>{t('model.title', { table: model.ll_table })}</span>
            {status && <StateBadge state={status.state} />}
            {badges}
          </div>
        </div>
        <div className="ll-model-buttons">{buttons}</div>
      </div>
      <dl className="ll-model-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
