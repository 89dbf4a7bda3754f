// A version that waits to be published while nothing of its model is in force: its figures, and what can be done.
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useNavigate } from 'react-router';
import { listTable, pluralInside } from '../../data/lists/tables';
import { publishVersion } from '../../data/models';
import type { Offer, ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import { attributeLabel } from '../../text/reasons';
import { VerdictBadge } from '../Model/VerdictBadge';
import type { ModelWork } from '../Model/useModelWork';

interface OfferCardProps {
  model: ScoringModel;
  offer: Offer;
  /** No other model of the table is in force. */
  first: boolean;
  work: ModelWork;
}

export function OfferCard({ model, offer, first, work }: OfferCardProps) {
  const text = useText();
  const { t, number, percent, date, language } = text;
  const navigate = useNavigate();
  const plural = pluralInside(listTable(model.table)!, language);
  const factors = offer.factors.map(
    (one) => `${attributeLabel({ ...one, table: model.table }, text)} (${percent(one.influence)})`,
  );
  return (
    <MessageBar intent="success" layout="multiline" className="ll-models-offer">
      <MessageBarBody>
        <MessageBarTitle>{t(first ? 'offer.title' : 'offer.title_another', { plural })}</MessageBarTitle>
        {t('offer.text', {
          name: model.name,
          number: offer.version,
          date: offer.trained_on ? date(offer.trained_on) : '–',
        })}{' '}
        <VerdictBadge verdict={offer.verdict} />{' '}
        {offer.auc !== null && `${t('figure.auc')} ${number(offer.auc, 3)}. `}
        {factors.length > 0 && `${t('offer.factors')} ${factors.join(', ')}.`}
      </MessageBarBody>
      <MessageBarActions>
        <Button
          appearance="primary"
          disabledFocusable={work.busy}
          onClick={() => !work.busy && work.start('publish', () => publishVersion(offer.version_id))}
        >
          {t('offer.publish')}
        </Button>
        <Button onClick={() => navigate(`/models/${model.id}`)}>{t('offer.look')}</Button>
        <Button onClick={() => navigate(`/models/${model.id}/edit`)}>{t('model.edit')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}
