// The ways of selling: processes, and the stages of each in their order.
import { Badge, Button, Field, Input, Select } from '@fluentui/react-components';
import {
  AddRegular,
  ArrowDownRegular,
  ArrowUpRegular,
  DeleteRegular,
  EditRegular,
} from '@fluentui/react-icons';
import { useMemo, useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { useSend, useSet, type AdminRow, type Call } from '../../data/admin';
import {
  fieldLabel,
  optionsOf,
  optionLabel,
  table as schemaTable,
  tableLabel,
  tableLanguage,
} from '../../data/schema';
import { useText } from '../../text/i18n';
import { moved } from '../List/choice';
import { orderCalls } from '../../data/stageOrder';
import { DeleteDialog } from './DeleteDialog';

/** The tables that a process can be for. */
const TABLES = ['lead', 'opportunity', 'incident'];
type Asked =
  | { kind: 'process'; row: AdminRow | null }
  | { kind: 'stage'; row: AdminRow | null; process: AdminRow; order: number }
  | { kind: 'delete'; name: string; path: string };

export function ProcessesSection() {
  const { t, language } = useText();
  const processes = useSet('workflows', { $orderby: 'll_order asc,name asc' });
  const stages = useSet('processstages', { $orderby: 'll_order asc' });
  const send = useSend();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <section className="ll-stack" aria-label={t('admin.processes')}>
      <div className="ll-actions">
        <Button
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => setAsked({ kind: 'process', row: null })}
        >
          {t('admin.new_process')}
        </Button>
      </div>
      {send.error && <ErrorState error={send.error} compact />}
      <Loaded query={processes} none={t('admin.no_processes')}>
        {(rows) =>
          rows.map((process) => {
            const id = String(process.workflowid);
            const active = process.statecode === 1;
            const name = String(process.name);
            return (
              <div key={id} className="ll-card ll-stack">
                <div className="ll-spread">
                  <div>
                    <h2 className="ll-card-title">{name}</h2>
                    <div className="ll-card-text">
                      {tableLabel(String(process.primaryentity), language)}{' '}
                      <Badge appearance="tint" color={active ? 'success' : 'informative'}>
                        {optionLabel('workflow', 'statecode', process.statecode, language)}
                      </Badge>
                    </div>
                  </div>
                  <div className="ll-actions">
                    <Button
                      onClick={() =>
                        send.mutate({
                          change: `workflows(${id})`,
                          body: { statecode: active ? 0 : 1, statuscode: active ? 1 : 2 },
                        })
                      }
                    >
                      {t(active ? 'admin.deactivate' : 'admin.activate')}
                    </Button>
                    <Button
                      appearance="subtle"
                      icon={<EditRegular />}
                      aria-label={t('admin.edit', { name })}
                      onClick={() => setAsked({ kind: 'process', row: process })}
                    />
                    <Button
                      appearance="subtle"
                      icon={<DeleteRegular />}
                      aria-label={t('admin.delete', { name })}
                      onClick={() => setAsked({ kind: 'delete', name, path: `workflows(${id})` })}
                    />
                  </div>
                </div>
                <Stages
                  process={process}
                  stages={(stages.data ?? []).filter((one) => one._processid_value === id)}
                  onCalls={(calls) => send.mutate(calls)}
                  onAsk={setAsked}
                />
              </div>
            );
          })
        }
      </Loaded>
      {asked?.kind === 'process' && <ProcessDialog row={asked.row} onClose={close} />}
      {asked?.kind === 'stage' && (
        <StageDialog row={asked.row} process={asked.process} order={asked.order} onClose={close} />
      )}
      {asked?.kind === 'delete' && <DeleteDialog name={asked.name} path={asked.path} onClose={close} />}
    </section>
  );
}

interface StagesProps {
  process: AdminRow;
  stages: readonly AdminRow[];
  onCalls: (calls: Call[]) => void;
  onAsk: (asked: Asked) => void;
}

function Stages({ process, stages, onCalls, onAsk }: StagesProps) {
  const { t, language } = useText();
  return (
    <>
      <ol className="ll-stage-rows" aria-label={t('admin.stages')}>
        {stages.map((stage, index) => {
          const name = String(stage.stagename);
          const columns = String(stage.ll_columns ?? '')
            .split(',')
            .filter(Boolean);
          const table = String(process.primaryentity);
          return (
            <li key={String(stage.processstageid)} className="ll-stage-row">
              <div>
                <strong>
                  {index + 1}. {name}
                </strong>
                <div className="ll-muted">
                  {[
                    optionLabel('processstage', 'stagecategory', stage.stagecategory, language),
                    columns.map((one) => fieldLabel(table, one.trim(), language) ?? one).join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </div>
              </div>
              <Button
                appearance="subtle"
                icon={<ArrowUpRegular />}
                aria-label={t('columns.up', { name })}
                disabledFocusable={index === 0}
                onClick={() => index > 0 && onCalls(orderCalls(moved(stages, index, index - 1)))}
              />
              <Button
                appearance="subtle"
                icon={<ArrowDownRegular />}
                aria-label={t('columns.down', { name })}
                disabledFocusable={index === stages.length - 1}
                onClick={() =>
                  index < stages.length - 1 && onCalls(orderCalls(moved(stages, index, index + 1)))
                }
              />
              <Button
                appearance="subtle"
                icon={<EditRegular />}
                aria-label={t('admin.edit', { name })}
                onClick={() => onAsk({ kind: 'stage', row: stage, process, order: index + 1 })}
              />
              <Button
                appearance="subtle"
                icon={<DeleteRegular />}
                aria-label={t('admin.delete', { name })}
                onClick={() =>
                  onAsk({ kind: 'delete', name, path: `processstages(${String(stage.processstageid)})` })
                }
              />
            </li>
          );
        })}
      </ol>
      <div className="ll-actions">
        <Button
          size="small"
          icon={<AddRegular />}
          onClick={() => onAsk({ kind: 'stage', row: null, process, order: stages.length + 1 })}
        >
          {t('admin.new_stage')}
        </Button>
      </div>
    </>
  );
}

function ProcessDialog({ row, onClose }: { row: AdminRow | null; onClose: () => void }) {
  const { t, language } = useText();
  const send = useSend();
  const [name, setName] = useState(String(row?.name ?? ''));
  const [table, setTable] = useState(String(row?.primaryentity ?? 'opportunity'));
  return (
    <AskDialog
      title={row ? t('admin.edit', { name: String(row.name) }) : t('admin.new_process')}
      action={row ? t('list.view_save') : t('admin.make')}
      ready={name.trim() !== ''}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync(
          row
            ? { change: `workflows(${String(row.workflowid)})`, body: { name: name.trim() } }
            : { create: 'workflows', body: { name: name.trim(), primaryentity: table } },
        )
      }
    >
      <Field label={fieldLabel('workflow', 'name', language)} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      {!row && (
        <Field label={t('admin.table')}>
          <Select value={table} onChange={(_, { value }) => setTable(value)}>
            {TABLES.map((one) => (
              <option key={one} value={one}>
                {tableLabel(one, language) ?? one}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </AskDialog>
  );
}

interface StageDialogProps {
  row: AdminRow | null;
  process: AdminRow;
  order: number;
  onClose: () => void;
}

function StageDialog({ row, process, order, onClose }: StageDialogProps) {
  const { t, language } = useText();
  const send = useSend();
  const [name, setName] = useState(String(row?.stagename ?? ''));
  const [category, setCategory] = useState(String(row?.stagecategory ?? ''));
  const [columns, setColumns] = useState(() =>
    String(row?.ll_columns ?? '')
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  );
  const table = String(process.primaryentity);
  const choices = useMemo(
    () =>
      Object.entries(schemaTable(table)?.fields ?? {})
        .filter(([, field]) => !field.computed && field.type !== 'Id')
        .map(([key, field]) => ({ key, label: field.label[tableLanguage(language)] }))
        .sort((a, b) => a.label.localeCompare(b.label, language)),
    [table, language],
  );
  const body = {
    stagename: name.trim(),
    stagecategory: category === '' ? null : Number(category),
    ll_columns: columns.join(','),
    ll_order: order,
  };
  return (
    <AskDialog
      title={row ? t('admin.edit', { name: String(row.stagename) }) : t('admin.new_stage')}
      action={row ? t('list.view_save') : t('admin.make')}
      ready={name.trim() !== ''}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync(
          row
            ? { change: `processstages(${String(row.processstageid)})`, body }
            : {
                create: 'processstages',
                body: { ...body, 'processid@odata.bind': `/workflows(${String(process.workflowid)})` },
              },
        )
      }
    >
      <Field label={fieldLabel('processstage', 'stagename', language)} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={fieldLabel('processstage', 'stagecategory', language)}>
        <Select value={category} onChange={(_, { value }) => setCategory(value)}>
          <option value="" />
          {optionsOf('processstage', 'stagecategory').map((one) => (
            <option key={one.value} value={one.value}>
              {one.label[tableLanguage(language)]}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t('admin.stage_columns')} hint={t('admin.stage_columns_text')}>
        <Select
          value=""
          onChange={(_, { value }) => value && !columns.includes(value) && setColumns([...columns, value])}
        >
          <option value="">{t('admin.stage_add_column')}</option>
          {choices
            .filter((one) => !columns.includes(one.key))
            .map((one) => (
              <option key={one.key} value={one.key}>
                {one.label}
              </option>
            ))}
        </Select>
      </Field>
      <div className="ll-actions">
        {columns.map((one) => (
          <Button
            key={one}
            size="small"
            icon={<DeleteRegular />}
            iconPosition="after"
            onClick={() => setColumns(columns.filter((other) => other !== one))}
          >
            {fieldLabel(table, one, language) ?? one}
          </Button>
        ))}
      </div>
    </AskDialog>
  );
}
