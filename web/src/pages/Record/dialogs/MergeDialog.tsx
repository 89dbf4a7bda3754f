// Two records that are one: which stays, and which value of each column.
import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AskDialog } from '../../../components/AskDialog';
import { ErrorState, LoadingBlock } from '../../../components/States';
import { showToast } from '../../../components/toasts';
import { merge, useDuplicates } from '../../../data/lifecycle';
import {
  fetchRecord,
  idOf,
  nameOf,
  recordPath,
  valueIn,
  type FieldValue,
  type Reference,
  type Row,
} from '../../../data/records';
import { fieldLabel } from '../../../data/schema';
import { useText } from '../../../text/i18n';
import { tableWord } from '../../../text/tableWords';
import { valueText } from '../fieldValues';
import { LookupEditor } from '../LookupEditor';
import { differing } from '../merging';
import type { ActionProps } from './ActionDialog';
import './dialogs.css';

export function MergeDialog({ record, row, currency, onClose, onDone }: ActionProps) {
  const text = useText();
  const { t, language } = text;
  const navigate = useNavigate();
  const duplicates = useDuplicates(record.table, record.id);
  const [other, setOther] = useState<Reference | null>(null);
  /** Whether the other record is the one that stays. */
  const [otherStays, setOtherStays] = useState(false);
  /** Columns whose value is taken from the other record. */
  const [fromOther, setFromOther] = useState<ReadonlySet<string>>(new Set());
  const found = useQuery({
    queryKey: ['record', record.table, other?.id],
    enabled: other !== null,
    queryFn: ({ signal }) => fetchRecord(record.table, other!.id, signal),
  });
  const theirs = other ? found.data : undefined;
  const columns = theirs ? differing(record.table, row, theirs) : [];
  // A value that only the other record has is not to be lost.
  const takesOther = (name: string) => fromOther.has(name) !== isEmpty(valueIn(row, name, record.table));
  const chosenOther = columns.filter((column) => takesOther(column.name));

  const choose = (who: Reference | null) => {
    setOther(who && who.id !== record.id ? who : null);
    setFromOther(new Set());
  };
  const flip = (name: string, toOther: boolean) => {
    if (takesOther(name) === toOther) return;
    setFromOther((now) => new Set(now.has(name) ? [...now].filter((one) => one !== name) : [...now, name]));
  };
  const go = async () => {
    if (!other || !theirs) return;
    const [target, subordinate] = otherStays ? [other.id, record.id] : [record.id, other.id];
    const taken = otherStays ? columns.filter((one) => !takesOther(one.name)) : chosenOther;
    const source: Row = otherStays ? row : theirs;
    const content = Object.fromEntries(
      taken.map(({ name }) => [name, (valueIn(source, name, record.table) ?? null) as FieldValue]),
    );
    await merge(record.table, target, subordinate, content);
    onDone();
    showToast({ text: t('done.merged', { name: other.name, into: record.name }) });
    if (otherStays) navigate(recordPath(record.table, target), { replace: true });
  };
  return (
    <AskDialog
      wide
      title={t('merge.title', { table: tableWord(record.table, text) })}
      action={t('command.merge')}
      ready={theirs !== undefined}
      onClose={onClose}
      onDo={go}
    >
      <p>{t('merge.text')}</p>
      {duplicates.isPending ? (
        <LoadingBlock lines={2} />
      ) : duplicates.isError ? (
        <ErrorState compact error={duplicates.error} onRetry={() => void duplicates.refetch()} />
      ) : duplicates.data.length === 0 ? (
        <p className="ll-muted">{t('merge.no_duplicates')}</p>
      ) : (
        <Field label={t('merge.duplicates')}>
          <RadioGroup
            value={other?.id ?? ''}
            onChange={(_, data) => {
              const one = duplicates.data.find((candidate) => candidate.id === data.value);
              choose(one ? { table: record.table, id: one.id, name: one.name } : null);
            }}
          >
            {duplicates.data.slice(0, 6).map((one) => (
              <Radio
                key={one.id}
                value={one.id}
                label={
                  <>
                    {one.name || t('lead.no_name')}{' '}
                    <span className="ll-merge-why">
                      {t('merge.why', {
                        columns: one.why
                          .map((name) => fieldLabel(record.table, name, language) ?? name)
                          .join(', '),
                      })}
                    </span>
                  </>
                }
              />
            ))}
          </RadioGroup>
        </Field>
      )}
      <Field label={t('merge.other')}>
        {(control) => (
          <LookupEditor plain control={control} targets={[record.table]} value={other} onChange={choose} />
        )}
      </Field>
      {other && found.isError && <ErrorState compact error={found.error} />}
      {other && found.isPending && <LoadingBlock lines={4} />}
      {theirs && (
        <>
          <Field label={t('merge.stays')}>
            <RadioGroup
              layout="horizontal"
              value={otherStays ? 'other' : 'this'}
              onChange={(_, data) => setOtherStays(data.value === 'other')}
            >
              <Radio value="this" label={t('merge.this', { name: record.name })} />
              <Radio value="other" label={t('merge.that', { name: nameOf(record.table, theirs) })} />
            </RadioGroup>
          </Field>
          <div className="ll-merge-scroll">
            <table className="ll-merge">
              <thead>
                <tr>
                  <th scope="col">{t('excluded.column')}</th>
                  <th scope="col">{t('merge.this', { name: record.name })}</th>
                  <th scope="col">{t('merge.that', { name: nameOf(record.table, theirs) })}</th>
                </tr>
              </thead>
              <tbody>
                {columns.map((column) => {
                  const label = fieldLabel(record.table, column.name, language) ?? column.name;
                  const cell = (source: Row, isOther: boolean) => (
                    <td>
                      <Radio
                        name={column.name}
                        aria-label={`${label}: ${valueText(record.table, column, valueIn(source, column.name, record.table), text, currency) || t('value.empty')}`}
                        checked={takesOther(column.name) === isOther}
                        onChange={() => flip(column.name, isOther)}
                        value={idOf(record.table, source)}
                        label={
                          valueText(
                            record.table,
                            column,
                            valueIn(source, column.name, record.table),
                            text,
                            currency,
                          ) || t('value.empty')
                        }
                      />
                    </td>
                  );
                  return (
                    <tr key={column.name}>
                      <th scope="row">{label}</th>
                      {cell(row, false)}
                      {cell(theirs, true)}
                    </tr>
                  );
                })}
                {columns.length === 0 && (
                  <tr>
                    <td colSpan={3}>{t('merge.same')}</td>
                  </tr>
                )}
              </tbody>
            </table>
          </div>
        </>
      )}
    </AskDialog>
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '';
