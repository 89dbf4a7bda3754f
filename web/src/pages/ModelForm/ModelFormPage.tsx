// The form of a scoring model, new or there already.
import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { PageWait } from '../../components/Loaded';
import {
  defaultName,
  newDefinition,
  nextPriority,
  parseDefinition,
  type ModelDraft,
} from '../../data/definition';
import { isScored, type ScoredTable } from '../../data/scores';
import { ApiError } from '../../data/http';
import { useModel, type Model } from '../../data/models';
import { useScoringStatus } from '../../data/scores';
import { isAdministrator, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { ModelsDenied } from '../Models/ModelsPage';
import { ModelForm } from './ModelForm';

export function ModelFormPage() {
  const { t } = useText();
  const { id } = useParams();
  const [params] = useSearchParams();
  usePageTitle(t(id ? 'model.edit' : 'models.add'));
  if (!isAdministrator(useUser())) return <ModelsDenied />;
  const asked = params.get('table');
  return id ? <Edited id={id} /> : <New table={isScored(asked) ? asked : 'lead'} />;
}

function New({ table }: { table: ScoredTable }) {
  const status = useScoringStatus(table);
  const models = status.data?.models;
  const draft = useMemo<ModelDraft>(
    () => ({
      name: defaultName(table, new Date()),
      table,
      priority: nextPriority(models?.map((one) => one.priority) ?? []),
      definition: newDefinition(),
    }),
    [table, models],
  );
  if (!models) return <PageWait error={status.error} onRetry={() => void status.refetch()} />;
  return <ModelForm key={table} modelId={null} saved={draft} />;
}

function Edited({ id }: { id: string }) {
  const model = useModel(id);
  const retry = () => void model.refetch();
  if (!model.data) return <PageWait error={model.error} onRetry={retry} />;
  return <EditedOf row={model.data} />;
}

function EditedOf({ row }: { row: Model }) {
  const { ll_modelid: id, ll_table: table } = row;
  const status = useScoringStatus(table);
  const model = status.data?.models.find((one) => one.id === id);
  const gone = status.data && !model ? new ApiError(404, '404', '') : null;
  if (!model) return <PageWait error={status.error ?? gone} onRetry={() => void status.refetch()} />;
  const { name, priority, definition = parseDefinition(row.ll_definition) } = model;
  return <ModelForm key={id} modelId={id} saved={{ name, table, priority, definition }} />;
}
