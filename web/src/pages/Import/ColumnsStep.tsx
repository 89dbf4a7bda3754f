// The second step: what becomes of each column of the file, and how rows are recognised.
import { Button, Field, Input, MessageBar, MessageBarBody, Select } from '@fluentui/react-components';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { ErrorState } from '../../components/States';
import { Table } from '../../components/Table';
import { listTable } from '../../data/lists/tables';
import {
  fetchPreview,
  mappedTwice,
  NEW,
  startImport,
  toBody,
  useSaveMapping,
  type ImportMode,
  type ImportOptions,
  type LookupBy,
  type Preview,
  type PreviewColumn,
} from '../../data/imports';
import { fieldLabel, table as schemaTable, tableLabel } from '../../data/schema';
import { useOneAtATime } from '../../components/useOneAtATime';
import { useText } from '../../text/i18n';
import { useColumns, type Column, type Columns } from '../List/useColumns';
import type { Uploaded } from './ImportPage';
import { ProblemTable } from './ProblemTable';

interface ColumnsStepProps {
  uploaded: Uploaded;
  options: ImportOptions;
  onOptions: (options: ImportOptions) => void;
  onPreview: (preview: Preview) => void;
  onBack: () => void;
  onStarted: (jobId: string) => void;
}

/** What a column of the file may be chosen for, below the table. */
const PARTS = ['owner', 'created', 'closed', 'outcomeColumn'] as const;
type HeaderOption = (typeof PARTS)[number] | 'key';

const MODES: readonly ImportMode[] = ['upsert', 'create', 'update'];

export function ColumnsStep(props: ColumnsStepProps) {
  const { uploaded, options, onOptions, onPreview, onBack, onStarted } = props;
  const { t, number, language } = useText();
  const columns = useColumns(listTable(options.table)!);
  const [saving, setSaving] = useState(false);
  const { preview } = uploaded;
  const headers = preview.columns.map((one) => one.header);
  const twice = mappedTwice(options.mapping);
  const check = useMutation({
    mutationFn: () => fetchPreview(uploaded.id, toBody(options)),
    onSuccess: onPreview,
  });
  const start = useMutation({
    mutationFn: () => startImport(uploaded.id, options),
    onSuccess: ({ JobId }) => onStarted(JobId),
  });
  // Why it was not taken is shown below.
  const begin = useOneAtATime(() => start.mutateAsync().catch(() => undefined));
  const mapped = Object.values(options.mapping).filter((one) => one !== '').length;
  const hasOutcome = options.table === 'lead' || options.table === 'opportunity';
  const set = (change: Partial<ImportOptions>) => onOptions({ ...options, ...change });
  const names: Record<HeaderOption, string> = {
    key: t('import.key'),
    owner: fieldLabel(options.table, 'ownerid', language) ?? '',
    created: fieldLabel(options.table, 'createdon', language) ?? '',
    closed: t('import.closed'),
    outcomeColumn: t('import.outcome'),
  };
  /** What a column is when it is chosen below; a key becomes a column all the same. */
  const partOf = (one: string) => {
    const part = PARTS.find((name) => options[name] === one);
    return part && names[part];
  };
  const header = (name: HeaderOption, hint: string) => (
    <Field label={names[name]} hint={hint}>
      <Select value={options[name]} onChange={(_, { value }) => set({ [name]: value })}>
        <option value="">{t('import.none')}</option>
        {headers.map((one) => (
          <option key={one} value={one}>
            {name === 'key' && preview.key_candidates.includes(one)
              ? t('import.key_good', { header: one })
              : one}
          </option>
        ))}
      </Select>
    </Field>
  );

  return (
    <>
      <section className="ll-card ll-stack" aria-labelledby="ll-import-columns">
        <div>
          <h2 className="ll-card-title" id="ll-import-columns">
            {t('import.columns_title', { file: uploaded.name })}
          </h2>
          <p className="ll-card-text">
            {t('import.columns_text', { mapped: number(mapped), all: number(headers.length) })}
          </p>
        </div>
        <Table label={t('import.step_columns')} className="ll-import-table">
          <thead>
            <tr>
              <th scope="col">{t('import.in_file')}</th>
              <th scope="col">{t('import.samples')}</th>
              <th scope="col">{t('import.becomes')}</th>
              <th scope="col">{t('import.found_by')}</th>
            </tr>
          </thead>
          <tbody>
            {preview.columns.map((one) => (
              <ColumnRow
                key={one.header}
                column={one}
                columns={columns}
                table={options.table}
                part={partOf(one.header)}
                target={options.mapping[one.header] ?? ''}
                lookup={options.lookups[one.header]}
                onTarget={(target) => set({ mapping: { ...options.mapping, [one.header]: target } })}
                onLookup={(lookup) => set({ lookups: { ...options.lookups, [one.header]: lookup } })}
              />
            ))}
          </tbody>
        </Table>
        {twice.length > 0 && (
          <MessageBar intent="warning">
            <MessageBarBody>
              {t('import.twice', {
                columns: twice.map((name) => columns.get(name)?.label ?? name).join(', '),
              })}
            </MessageBarBody>
          </MessageBar>
        )}
      </section>
      <section className="ll-card ll-stack" aria-labelledby="ll-import-rows">
        <h2 className="ll-card-title" id="ll-import-rows">
          {t('import.rows_title')}
        </h2>
        <div className="ll-fields">
          {header('key', t('import.key_text'))}
          <Field label={t('import.mode')} hint={t('import.mode_text')}>
            <Select
              value={options.key ? options.mode : 'create'}
              disabled={!options.key}
              onChange={(_, { value }) => set({ mode: value as ImportMode })}
            >
              {MODES.map((mode) => (
                <option key={mode} value={mode}>
                  {t(`import.mode_${mode}`)}
                </option>
              ))}
            </Select>
          </Field>
          {header('owner', t('import.owner_text'))}
          {header('created', t('import.created_text'))}
          {hasOutcome && (
            <>
              {header('closed', t('import.closed_text'))}
              {header('outcomeColumn', t('import.outcome_text'))}
              {options.outcomeColumn && (
                <Field
                  label={t('import.positive')}
                  hint={t(options.outcomePositive ? 'import.positive_text' : 'import.positive_any_text')}
                >
                  <Input
                    value={options.outcomePositive}
                    placeholder={t('import.positive_any')}
                    list="ll-import-outcomes"
                    onChange={(_, { value }) => set({ outcomePositive: value })}
                  />
                </Field>
              )}
              <datalist id="ll-import-outcomes">
                {preview.columns
                  .find((one) => one.header === options.outcomeColumn)
                  ?.samples.map((one) => (
                    <option key={one} value={one} />
                  ))}
              </datalist>
            </>
          )}
        </div>
      </section>
      {(check.data || preview.problems.length > 0) && (
        <section className="ll-card ll-stack" aria-live="polite">
          <h2 className="ll-card-title">
            {preview.problems.length === 0
              ? t('import.checked_good', { rows: number(preview.rows_sampled) })
              : t('import.checked_bad', {
                  rows: number(preview.rows_sampled),
                  count: preview.problems.length,
                })}
          </h2>
          <ProblemTable problems={preview.problems} />
        </section>
      )}
      {(check.error ?? start.error) && <ErrorState error={check.error ?? start.error} compact />}
      <div className="ll-actions">
        <Button onClick={onBack}>{t('import.back')}</Button>
        <Button onClick={() => setSaving(true)}>{t('import.save_mapping')}</Button>
        <Button disabledFocusable={check.isPending} onClick={() => !check.isPending && check.mutate()}>
          {t('import.check')}
        </Button>
        <Button
          appearance="primary"
          disabledFocusable={start.isPending || mapped === 0 || twice.length > 0}
          onClick={() => mapped > 0 && twice.length === 0 && void begin()}
        >
          {t('import.start')}
        </Button>
      </div>
      {saving && <SaveMapping options={options} onClose={() => setSaving(false)} />}
    </>
  );
}

interface ColumnRowProps {
  column: PreviewColumn;
  columns: Columns;
  table: string;
  /** Chosen for this instead of becoming a column. */
  part: string | undefined;
  target: string;
  lookup: LookupBy | undefined;
  onTarget: (target: string) => void;
  onLookup: (lookup: LookupBy) => void;
}

/** Columns that nobody sets by hand are no targets. */
const mayBeSet = (table: string, column: Column) =>
  schemaTable(table)?.fields[column.name]?.computed !== true && column.type !== 'Binary';

/** What a lookup's row can be known by. */
const WAYS = ['name', 'emailaddress1', 'internalemailaddress', 'domainname', 'll_externalkey', 'id'] as const;

function waysOf(target: string): string[] {
  const found = schemaTable(target);
  if (!found) return [];
  const names = [found.primaryName, ...WAYS.filter((one) => one in found.fields), found.primaryId];
  return [...new Set(names)];
}

function ColumnRow(props: ColumnRowProps) {
  const { column, part } = props;
  return (
    <tr>
      <th scope="row" className="ll-import-header">
        {column.header}
      </th>
      <td className="ll-import-samples">{column.samples.slice(0, 3).join(' · ')}</td>
      {part ? <td colSpan={2}>{part}</td> : <TargetCells {...props} />}
    </tr>
  );
}

function TargetCells({ column, columns, table, target, lookup, onTarget, onLookup }: ColumnRowProps) {
  const { t, language } = useText();
  const choices = useMemo(
    () =>
      columns.all
        .filter((one) => mayBeSet(table, one))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [columns, table, language],
  );
  const chosen = columns.get(target);
  const targets = chosen?.type === 'Lookup' ? (chosen.targets ?? []) : [];
  const ways = targets.flatMap((name) => waysOf(name).map((by): LookupBy => ({ table: name, column: by })));
  const code = (one: LookupBy) => `${one.table}.${one.column}`;
  return (
    <>
      <td>
        <Select
          aria-label={t('import.becomes_of', { header: column.header })}
          value={target}
          onChange={(_, { value }) => onTarget(value)}
        >
          <option value="">{t('import.leave_out')}</option>
          <option value={NEW}>{t('import.new_column')}</option>
          {target && target !== NEW && !chosen && <option value={target}>{target}</option>}
          {choices.map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
        </Select>
      </td>
      <td>
        {ways.length > 0 && (
          <Select
            aria-label={t('import.found_by_of', { header: column.header })}
            value={lookup ? code(lookup) : ''}
            onChange={(_, { value }) => {
              const way = ways.find((one) => code(one) === value);
              if (way) onLookup(way);
            }}
          >
            <option value="">{t('import.by_anything')}</option>
            {ways.map((one) => (
              <option key={code(one)} value={code(one)}>
                {tableLabel(one.table, language)}: {fieldLabel(one.table, one.column, language) ?? one.column}
              </option>
            ))}
          </Select>
        )}
      </td>
    </>
  );
}

function SaveMapping({ options, onClose }: { options: ImportOptions; onClose: () => void }) {
  const { t } = useText();
  const [name, setName] = useState('');
  const save = useSaveMapping();
  return (
    <AskDialog
      title={t('import.save_mapping')}
      action={t('list.view_save')}
      ready={name.trim() !== ''}
      onDo={() => save.mutateAsync({ name: name.trim(), options })}
      onClose={onClose}
    >
      <Field label={t('import.mapping_name')} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
    </AskDialog>
  );
}
