// What is in force, what was trained since, and what can be done: train, publish, edit, and what is done seldom.
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
import { BrainCircuitRegular, CloudArrowUpRegular, EditRegular, OptionsRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { listTable, pluralInside } from '../../data/lists/tables';
import { ModelState, publishVersion, type Model, type Version } from '../../data/models';
import type { ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import { ModelMenu } from '../Models/ModelMenu';
import { ModelHead } from './ModelHead';
import type { ModelWork } from './useModelWork';
import { VerdictBadge } from './VerdictBadge';

interface ModelHeaderProps {
  model: Model;
  /** As it stands now; not yet known while that is asked for. */
  status: ScoringModel | undefined;
  /** The version whose report is on the page. */
  shown: Version | undefined;
  published: Version | undefined;
  mayChange: boolean;
  work: ModelWork;
  onTrain: () => void;
}

export function ModelHeader(props: ModelHeaderProps) {
  const { model, status, shown, published, mayChange, work, onTrain } = props;
  const { t, number, percent, dateTime, language } = useText();
  const navigate = useNavigate();
  const table = model.ll_table;
  const plural = pluralInside(listTable(table)!, language);
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
    [t('model.records', { plural }), shown?.ll_rows != null ? number(shown.ll_rows) : undefined],
    [t('model.rate', { table }), shown?.report ? percent(shown.report.base_rate, 1) : undefined],
    [
      t('model.matching', { plural }),
      status?.matching_open === undefined ? undefined : number(status.matching_open),
    ],
  ];
  return (
    <ModelHead
      model={model}
      status={status}
      badges={
        <>
          {shown && published && !inForce && (
            <Badge appearance="tint" color="warning">
              {t('model.newer', { number: shown.ll_number })}
            </Badge>
          )}
          <VerdictBadge verdict={shown?.ll_verdict ?? shown?.report?.verdict} />
        </>
      }
      buttons={
        <>
          {mayChange && (
            <Button
              icon={<BrainCircuitRegular />}
              appearance={mayPublish ? 'secondary' : 'primary'}
              disabledFocusable={work.busy}
              onClick={() => !work.busy && onTrain()}
            >
              {t(shown ? 'model.retrain' : 'model.train')}
            </Button>
          )}
          {mayChange && mayPublish && (
            <PublishButton
              version={shown}
              published={published}
              open={status?.matching_open}
              plural={plural}
              work={work}
            />
          )}
          <Button icon={<OptionsRegular />} onClick={() => navigate(`/models/${model.ll_modelid}/factors`)}>
            {t('factors.title')}
          </Button>
          {mayChange && (
            <Button icon={<EditRegular />} onClick={() => navigate(`/models/${model.ll_modelid}/edit`)}>
              {t('model.edit')}
            </Button>
          )}
          {mayChange && status && (
            <ModelMenu model={status} work={work} onDeleted={() => navigate('/models', { replace: true })} />
          )}
        </>
      }
      facts={facts}
    />
  );
}

interface PublishButtonProps {
  version: Version;
  published: Version | undefined;
  /** Open records that will be scored anew. */
  open: number | undefined;
  plural: string;
  work: ModelWork;
}

function PublishButton({ version, published, open, plural, work }: PublishButtonProps) {
  const { t, number } = useText();
  const [asking, setAsking] = useState(false);
  const verdict = version.ll_verdict ?? version.report?.verdict;
  return (
    <Dialog open={asking} onOpenChange={(_, data) => setAsking(data.open)}>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="primary" icon={<CloudArrowUpRegular />} disabledFocusable={work.busy}>
          {t('model.publish', { number: version.ll_number })}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('publish.title', { number: version.ll_number })}</DialogTitle>
          <DialogContent>
            <p>{t('publish.text', { count: open ?? 0, shown: number(open ?? 0), plural })}</p>
            {published && <p>{t('publish.replaces', { number: published.ll_number })}</p>}
            {verdict === 'not_ready' && <p className="ll-publish-warning">{t('publish.not_ready')}</p>}
          </DialogContent>
          <DialogActions>
            <Button
              appearance="primary"
              onClick={() => {
                setAsking(false);
                work.start('publish', () => publishVersion(version.ll_modelversionid));
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
