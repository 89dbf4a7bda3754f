// What is in force, what was trained since, and the two buttons: Train and Publish.
import {
  Badge,
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
} from '@fluentui/react-components';
import { BrainCircuitRegular, CloudArrowUpRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { ModelState, type Model, type Version } from '../../data/models';
import type { ScoringStatus } from '../../data/scores';
import { useText } from '../../text/i18n';
import { VerdictBadge } from './VerdictBadge';
import './ModelHeader.css';

interface ModelHeaderProps {
  model: Model;
  /** The version whose report is on the page. */
  shown: Version | undefined;
  published: Version | undefined;
  mayChange: boolean;
  busy: boolean;
  status: ScoringStatus | undefined;
  onTrain: () => void;
  onPublish: (versionId: string) => void;
}

export function ModelHeader(props: ModelHeaderProps) {
  const { model, shown, published, mayChange, busy, status, onTrain, onPublish } = props;
  const { t, number, percent, dateTime } = useText();
  const inForce = shown !== undefined && shown.ll_modelversionid === published?.ll_modelversionid;
  const mayPublish =
    shown !== undefined &&
    !inForce &&
    shown.ll_state !== ModelState.NoSignal &&
    shown.ll_state !== ModelState.Failed;
  const trained = shown?.ll_trainedon ?? shown?.createdon;
  const facts: [string, string | undefined][] = [
    [t('model.version'), shown && number(shown.ll_number)],
    [t('model.trained_on'), trained ? dateTime(trained) : undefined],
    [t('model.records'), shown?.ll_rows != null ? number(shown.ll_rows) : undefined],
    [t('model.rate'), shown?.report ? percent(shown.report.base_rate, 1) : undefined],
    [
      t('model.scored'),
      status && t('model.scored_of', { scored: number(status.scored), open: number(status.open) }),
    ],
  ];
  return (
    <div className="ll-model-head">
      <div className="ll-model-top">
        <div className="ll-model-name">
          <h1 className="ll-page-title">{t('model.title')}</h1>
          <div className="ll-model-badges">
            <span>{model.ll_name}</span>
            <Badge appearance="tint" color={published ? (inForce ? 'success' : 'warning') : 'informative'}>
              {published ? (inForce ? t('model.published') : t('model.newer')) : t('model.not_published')}
            </Badge>
            <VerdictBadge verdict={shown?.ll_verdict ?? shown?.report?.verdict} />
          </div>
        </div>
        {mayChange && (
          <div className="ll-model-buttons">
            <Button
              icon={<BrainCircuitRegular />}
              appearance={mayPublish ? 'secondary' : 'primary'}
              disabledFocusable={busy}
              onClick={onTrain}
            >
              {t(shown ? 'model.retrain' : 'model.train')}
            </Button>
            {mayPublish && (
              <PublishButton
                version={shown}
                published={published}
                open={status?.open}
                busy={busy}
                onPublish={onPublish}
              />
            )}
          </div>
        )}
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

interface PublishButtonProps {
  version: Version;
  published: Version | undefined;
  /** Open records that will be scored anew. */
  open: number | undefined;
  busy: boolean;
  onPublish: (versionId: string) => void;
}

function PublishButton({ version, published, open, busy, onPublish }: PublishButtonProps) {
  const { t, number } = useText();
  const [asking, setAsking] = useState(false);
  const verdict = version.ll_verdict ?? version.report?.verdict;
  return (
    <Dialog open={asking} onOpenChange={(_, data) => setAsking(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="primary" icon={<CloudArrowUpRegular />} disabledFocusable={busy}>
          {t('model.publish', { number: version.ll_number })}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('publish.title', { number: version.ll_number })}</DialogTitle>
          <DialogContent>
            <p>{t('publish.text', { count: open ?? 0, shown: number(open ?? 0) })}</p>
            {published && <p>{t('publish.replaces', { number: published.ll_number })}</p>}
            {verdict === 'not_ready' && <p className="ll-publish-warning">{t('publish.not_ready')}</p>}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                setAsking(false);
                onPublish(version.ll_modelversionid);
              }}
            >
              {t('publish.go')}
            </Button>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('action.cancel')}</Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
