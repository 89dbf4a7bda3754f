// Importing a file, step by step: the file, its columns, the run, the report.
import { Button } from '@fluentui/react-components';
import { LockClosedRegular, PlugDisconnectedRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { EmptyState } from '../../components/States';
import { noOptions, withSuggestions, type ImportOptions, type Preview } from '../../data/imports';
import { mayReadModels, useUser } from '../../data/session';
import { useCapabilities } from '../../data/settings';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { ColumnsStep } from './ColumnsStep';
import { FileStep } from './FileStep';
import { RunStep } from './RunStep';
import '../../components/Parts.css';
import './Import.css';

/** A file that the server has, and what it makes of it. */
export interface Uploaded {
  id: string;
  name: string;
  preview: Preview;
}

export function ImportPage() {
  const { t } = useText();
  usePageTitle(t('import.title'));
  const user = useUser();
  const [options, setOptions] = useState<ImportOptions>(() => noOptions('lead'));
  const [uploaded, setUploaded] = useState<Uploaded | null>(null);
  const [jobId, setJobId] = useState<string | null>(null);
  const capabilities = useCapabilities();
  const step = jobId ? 2 : uploaded ? 1 : 0;
  const steps = [t('import.step_file'), t('import.step_columns'), t('import.step_run')];

  if (!mayReadModels(user)) {
    return (
      <EmptyState icon={<LockClosedRegular />} title={t('error.denied')} text={t('import.denied_text')} />
    );
  }
  // Said before somebody prepares a file in vain; one that runs already is seen to its end.
  if (step < 2 && capabilities.data?.some((one) => one.key === 'import' && !one.on)) {
    return (
      <EmptyState
        icon={<PlugDisconnectedRegular />}
        title={t('import.off_title')}
        text={t('import.off_text')}
      />
    );
  }
  const again = () => {
    setJobId(null);
    setUploaded(null);
  };
  return (
    <div className="ll-page ll-stack">
      <h1 className="ll-page-title">{t('import.title')}</h1>
      <ol className="ll-steps">
        {steps.map((name, index) => (
          <li key={name} className="ll-step" aria-current={index === step ? 'step' : undefined}>
            <span className="ll-step-number" aria-hidden>
              {index + 1}
            </span>
            {name}
          </li>
        ))}
      </ol>
      {step === 0 && (
        <FileStep
          options={options}
          onOptions={setOptions}
          onUploaded={(next) => {
            setOptions((now) => withSuggestions(now, next.preview));
            setUploaded(next);
          }}
        />
      )}
      {step === 1 && uploaded && (
        <ColumnsStep
          uploaded={uploaded}
          options={options}
          onOptions={setOptions}
          onPreview={(preview) => setUploaded({ ...uploaded, preview })}
          onBack={() => setUploaded(null)}
          onStarted={setJobId}
        />
      )}
      {step === 2 && jobId && (
        <RunStep jobId={jobId} options={options} fileName={uploaded?.name ?? ''}>
          <Button appearance="primary" onClick={again}>
            {t('import.next_file')}
          </Button>
          <Button
            onClick={() => {
              setOptions(noOptions(options.table));
              again();
            }}
          >
            {t('import.other_file')}
          </Button>
        </RunStep>
      )}
    </div>
  );
}
