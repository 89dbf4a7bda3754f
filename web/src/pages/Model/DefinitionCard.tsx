// What a model is about, in sentences; and whether it trains again by itself.
import { Switch } from '@fluentui/react-components';
import { useId, useMemo } from 'react';
import { ErrorState } from '../../components/States';
import { useSet } from '../../data/admin';
import type { Definition } from '../../data/definition';
import type { ScoredTable } from '../../data/scores';
import { fromFilter } from '../../data/lists/filterText';
import { listTable, pluralInside } from '../../data/lists/tables';
import { saveModel, useModelChange, useRecordCounts } from '../../data/models';
import { optionLabel } from '../../data/schema';
import type { ScoringModel } from '../../data/scores';
import { useText } from '../../text/i18n';
import { ConditionWords } from './ConditionWords';
import { OverlapNotes } from './OverlapNotes';
import { useModelColumns } from './useModelColumns';

interface DefinitionCardProps {
  model: ScoringModel;
  definition: Definition;
  mayChange: boolean;
}

export function DefinitionCard({ model, definition, mayChange }: DefinitionCardProps) {
  const { t, number } = useText();
  const titleId = useId();
  const { id: modelId, name, table, priority } = model;
  const { retrain } = definition;
  // Only administrators are told of overlaps; for others the card goes without.
  const counts = useRecordCounts(mayChange ? { modelId, table, priority, definition } : null);
  const save = useModelChange((on: boolean) =>
    saveModel(modelId, {
      name,
      table,
      priority,
      definition: { ...definition, retrain: { ...retrain, on } },
    }),
  );
  return (
    <section className="ll-card" aria-labelledby={titleId}>
      <h2 className="ll-card-title" id={titleId}>
        {t('definition.title')}
      </h2>
      <DefinitionWords table={table} definition={definition} />
      <Switch
        checked={save.isPending ? save.variables : retrain.on}
        disabled={!mayChange || save.isPending}
        label={t('definition.retrain', { days: number(retrain.days) })}
        onChange={(_, { checked }) => save.mutate(checked)}
      />
      {save.error && <ErrorState error={save.error} compact />}
      <OverlapNotes table={table} overlaps={counts.data?.overlaps ?? []} />
    </section>
  );
}

interface DefinitionWordsProps {
  table: ScoredTable;
  definition: Definition;
}

function DefinitionWords({ table, definition }: DefinitionWordsProps) {
  const { t, number, language } = useText();
  const { outcome, window_months: months, process } = definition;
  const plural = pluralInside(listTable(table)!, language);
  const named = (values: readonly number[]) =>
    values.map((value) => optionLabel(table, outcome.column, value, language) ?? String(value)).join(', ');
  const sentences = [
    months === 0
      ? t('definition.learns_all', { plural })
      : t('definition.learns', { plural, months: number(months) }),
    outcome.negative.length > 0
      ? t('definition.outcome', { positive: named(outcome.positive), negative: named(outcome.negative) })
      : t('definition.success', { positive: named(outcome.positive) }),
    outcome.negative_after_days !== null &&
      t('definition.after_days', { days: number(outcome.negative_after_days) }),
  ];
  return (
    <>
      <p>{sentences.filter(Boolean).join(' ')}</p>
      {process !== null && <ProcessWords process={process} stages={definition.stages} plural={plural} />}
      {definition.filter !== '' && <FilterWords table={table} filter={definition.filter} plural={plural} />}
    </>
  );
}

interface ProcessWordsProps {
  process: string;
  stages: readonly string[];
  plural: string;
}

function ProcessWords({ process, stages, plural }: ProcessWordsProps) {
  const { t } = useText();
  const processes = useSet('workflows', { $orderby: 'll_order asc,name asc' });
  const all = useSet('processstages', { $orderby: 'll_order asc' });
  if (!processes.data || !all.data) return null;
  const name = String(processes.data.find((one) => one.workflowid === process)?.name ?? process);
  const chosen = all.data.filter((one) => stages.includes(String(one.processstageid)));
  const stageNames = chosen.map((one) => String(one.stagename)).join(', ');
  return (
    <p>
      {stages.length === 0
        ? t('definition.process', { plural, process: name })
        : t('definition.stages', { plural, process: name, stages: stageNames })}
    </p>
  );
}

interface FilterWordsProps {
  table: ScoredTable;
  filter: string;
  plural: string;
}

function FilterWords({ table, filter, plural }: FilterWordsProps) {
  const { t } = useText();
  const columns = useModelColumns(table);
  const condition = useMemo(
    () => fromFilter(filter, (column) => columns.get(column)?.type),
    [filter, columns],
  );
  return (
    <p>
      {t('definition.only', { plural })}{' '}
      {condition ? (
        <ConditionWords table={table} columns={columns} condition={condition} />
      ) : (
        <code>{filter}</code>
      )}
    </p>
  );
}
