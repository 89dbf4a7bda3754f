// How far a training or rescoring is, and how it ended.
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  ProgressBar,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { errorText } from '../../components/States';
import { ApiError } from '../../data/http';
import { isOver, type Job } from '../../data/models';
import { asSentences } from '../../text/format';
import { useText } from '../../text/i18n';
import { hasFailed, wasCancelled, type ModelWork } from './useModelWork';
import './JobPanel.css';

/** The server's names for what it is at, in the reader's words; others are left out. */
const STEPS: Record<string, string> = {
  'reading closed records': 'step.reading',
  'learning from the older records': 'step.learning_older',
  'learning from all records': 'step.learning_all',
  learning: 'step.learning',
  scoring: 'step.scoring',
  done: 'step.done',
};

export function JobPanel({ work }: { work: ModelWork }) {
  const text = useText();
  if (work.error) {
    const said =
      work.error instanceof ApiError ? [work.error.message, work.error.hint].filter(Boolean).join(' ') : '';
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>
          <MessageBarTitle>{text.t('job.not_started')}</MessageBarTitle>
          {errorText(work.error, text)} {said}
        </MessageBarBody>
        <MessageBarActions containerAction={<Dismiss work={work} />} />
      </MessageBar>
    );
  }
  if (!work.job) return null;
  return isOver(work.job) ? <Ended job={work.job} work={work} /> : <Running job={work.job} work={work} />;
}

function Dismiss({ work }: { work: ModelWork }) {
  const { t } = useText();
  return (
    <Button
      appearance="transparent"
      icon={<DismissRegular />}
      aria-label={t('action.close')}
      onClick={work.dismiss}
    />
  );
}

function Running({ job, work }: { job: Job; work: ModelWork }) {
  const { t, percent, number } = useText();
  const step = STEPS[job.ll_step ?? ''];
  const counted = job.ll_total
    ? t('job.counted', { done: number(job.ll_done ?? 0), total: number(job.ll_total) })
    : '';
  const share = job.ll_progress ?? 0;
  return (
    <section className="ll-card ll-job" aria-label={t(`job.${work.kind}_running`)}>
      <div className="ll-job-row">
        <div>
          <h2 className="ll-card-title">{t(`job.${work.kind}_running`)}</h2>
          <p className="ll-card-text" role="status">
            {[job.ll_state === 0 ? t('job.queued') : step && t(step), counted].filter(Boolean).join(' · ') ||
              ' '}
          </p>
        </div>
        <span className="ll-job-share">{percent(share)}</span>
        <Button onClick={work.cancel}>{t('action.cancel')}</Button>
      </div>
      <ProgressBar value={share} thickness="large" aria-label={t(`job.${work.kind}_running`)} />
      <p className="ll-card-text">{t(`job.${work.kind}_leave`)}</p>
    </section>
  );
}

function Ended({ job, work }: { job: Job; work: ModelWork }) {
  const { t } = useText();
  const failed = hasFailed(job);
  const cancelled = wasCancelled(job);
  const title = failed ? 'failed' : cancelled ? 'cancelled' : 'done';
  return (
    <MessageBar
      intent={failed ? 'error' : cancelled ? 'warning' : 'success'}
      layout="multiline"
      role="status"
    >
      <MessageBarBody>
        <MessageBarTitle>{t(`job.${work.kind}_${title}`)}</MessageBarTitle>
        {failed ? asSentences(job.ll_error ?? '') : ''}
      </MessageBarBody>
      <MessageBarActions containerAction={<Dismiss work={work} />} />
    </MessageBar>
  );
}
