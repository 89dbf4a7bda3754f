// The first step: which table, which saved mapping, which file.
//
// Keyboard: the file is chosen by an ordinary file field; dropping one is a shortcut for the mouse.
import { Button, Field, ProgressBar, Select } from '@fluentui/react-components';
import { DocumentArrowUpRegular } from '@fluentui/react-icons';
import { useRef, useState, type DragEvent } from 'react';
import { ErrorState } from '../../components/States';
import { fetchPreview, noOptions, toBody, upload, useMappings, type ImportOptions } from '../../data/imports';
import { tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';
import type { Uploaded } from './ImportPage';

interface FileStepProps {
  options: ImportOptions;
  onOptions: (options: ImportOptions) => void;
  onUploaded: (uploaded: Uploaded) => void;
}

export const IMPORT_TABLES = ['lead', 'contact', 'account', 'opportunity', 'incident', 'task'] as const;

export function FileStep({ options, onOptions, onUploaded }: FileStepProps) {
  const { t, percent, language } = useText();
  const mappings = useMappings();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [share, setShare] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [stop, setStop] = useState<AbortController | null>(null);

  const take = async (file: File | undefined) => {
    if (!file || stop) return;
    const controller = new AbortController();
    setStop(controller);
    setError(null);
    setShare(0);
    try {
      const id = await upload(file, setShare, controller.signal);
      const mapped = Object.keys(options.mapping).length > 0;
      const preview = await fetchPreview(id, mapped ? toBody(options) : { Table: options.table });
      onUploaded({ id, name: file.name, preview });
    } catch (problem) {
      if (!controller.signal.aborted) setError(problem);
    } finally {
      setStop(null);
      setShare(null);
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const own = (mappings.data ?? []).filter((one) => one.options.table === options.table);
  return (
    <section className="ll-card ll-stack" aria-label={t('import.step_file')}>
      <div className="ll-fields">
        <Field label={t('import.table')}>
          <Select value={options.table} onChange={(_, { value }) => onOptions(noOptions(value))}>
            {IMPORT_TABLES.map((name) => (
              <option key={name} value={name}>
                {tablePlural(name, language) ?? name}
              </option>
            ))}
          </Select>
        </Field>
        {own.length > 0 && (
          <Field label={t('import.saved_mapping')}>
            <Select
              defaultValue=""
              onChange={(_, { value }) =>
                onOptions(own.find((one) => one.id === value)?.options ?? noOptions(options.table))
              }
            >
              <option value="">{t('import.no_mapping')}</option>
              {own.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </Select>
          </Field>
        )}
      </div>
      <div
        className={over ? 'll-drop ll-drop-over' : 'll-drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <DocumentArrowUpRegular className="ll-drop-icon" aria-hidden />
        <p className="ll-drop-text">{t('import.drop')}</p>
        <input
          ref={field}
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          className="ll-hidden"
          aria-label={t('import.choose_file')}
          tabIndex={-1}
          onChange={(event) => {
            void take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        <Button appearance="primary" disabledFocusable={stop !== null} onClick={() => field.current?.click()}>
          {t('import.choose_file')}
        </Button>
        <p className="ll-card-text">{t('import.file_text')}</p>
      </div>
      {share !== null && (
        <div className="ll-import-progress" role="status">
          <ProgressBar value={share} aria-label={t('import.uploading')} />
          <span>
            {t('import.uploading')} {percent(share)}
          </span>
          <Button size="small" onClick={() => stop?.abort()}>
            {t('action.cancel')}
          </Button>
        </div>
      )}
      {error !== null && <ErrorState error={error} compact />}
    </section>
  );
}
