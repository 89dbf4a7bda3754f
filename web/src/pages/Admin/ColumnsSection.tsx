// Columns of this database only: add, rename, take out of use, take back.
import { Badge, Button, Field, Input, Select } from '@fluentui/react-components';
import { AddRegular, RenameRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ErrorState } from '../../components/States';
import { ActionsHead, Table } from '../../components/Table';
import { COLUMN_TYPES, useAdminColumns, useSend, type AdminColumn } from '../../data/admin';
import { LIST_TABLES } from '../../data/lists/tables';
import { tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';

export function ColumnsSection() {
  const { t, language } = useText();
  const [table, setTable] = useState('lead');
  const query = useAdminColumns(table);
  const send = useSend();
  const [asked, setAsked] = useState<AdminColumn | 'new' | null>(null);
  const typeName = (type: string) =>
    (COLUMN_TYPES as readonly string[]).includes(type) ? t(`admin.type_${type.toLowerCase()}`) : type;
  return (
    <section className="ll-card ll-stack" aria-label={t('admin.columns')}>
      <p className="ll-card-text">{t('admin.columns_text')}</p>
      <div className="ll-spread">
        <Field label={t('admin.table')} orientation="horizontal">
          <Select value={table} onChange={(_, { value }) => setTable(value)}>
            {LIST_TABLES.map((one) => (
              <option key={one.name} value={one.name}>
                {tablePlural(one.name, language) ?? one.name}
              </option>
            ))}
          </Select>
        </Field>
        <Button appearance="primary" icon={<AddRegular />} onClick={() => setAsked('new')}>
          {t('admin.new_column')}
        </Button>
      </div>
      {send.error && <ErrorState error={send.error} compact />}
      <Loaded query={query} none={t('admin.no_columns')}>
        {(columns) => (
          <Table label={t('admin.columns')}>
            <thead>
              <tr>
                <th scope="col">{t('admin.column_label')}</th>
                <th scope="col">{t('admin.column_name')}</th>
                <th scope="col">{t('admin.column_type')}</th>
                <ActionsHead />
              </tr>
            </thead>
            <tbody>
              {columns.map((one) => (
                <tr key={one.name}>
                  <td>
                    {one.label}{' '}
                    {one.retired && (
                      <Badge appearance="tint" color="warning">
                        {t('admin.retired')}
                      </Badge>
                    )}
                  </td>
                  <td>
                    <code>{one.name}</code>
                  </td>
                  <td>{typeName(one.type)}</td>
                  <td className="ll-right">
                    <Button
                      appearance="subtle"
                      icon={<RenameRegular />}
                      aria-label={t('admin.rename', { name: one.label })}
                      onClick={() => setAsked(one)}
                    />
                    <Button
                      size="small"
                      aria-label={t(one.retired ? 'admin.restore_of' : 'admin.retire_of', {
                        name: one.label,
                      })}
                      onClick={() =>
                        send.mutate({
                          action: one.retired ? 'RestoreColumn' : 'RetireColumn',
                          body: { Table: table, Column: one.name },
                        })
                      }
                    >
                      {t(one.retired ? 'admin.restore' : 'admin.retire')}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
      {asked && (
        <ColumnDialog table={table} column={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />
      )}
    </section>
  );
}

interface ColumnDialogProps {
  table: string;
  /** The one to rename; null for a new one. */
  column: AdminColumn | null;
  onClose: () => void;
}

function ColumnDialog({ table, column, onClose }: ColumnDialogProps) {
  const { t } = useText();
  const send = useSend();
  const [label, setLabel] = useState(column?.label ?? '');
  const [type, setType] = useState<string>('Text');
  const wanted = label.trim();
  return (
    <AskDialog
      title={column ? t('admin.rename', { name: column.label }) : t('admin.new_column')}
      action={column ? t('list.view_save') : t('admin.make')}
      ready={wanted !== ''}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync(
          column
            ? { action: 'RenameColumn', body: { Table: table, Column: column.name, Label: wanted } }
            : { action: 'AddColumn', body: { Table: table, Label: wanted, Type: type } },
        )
      }
    >
      <Field label={t('admin.column_label')} required>
        <Input value={label} maxLength={100} onChange={(_, { value }) => setLabel(value)} />
      </Field>
      {!column && (
        <Field label={t('admin.column_type')} hint={t('admin.type_text_forever')}>
          <Select value={type} onChange={(_, { value }) => setType(value)}>
            {COLUMN_TYPES.map((one) => (
              <option key={one} value={one}>
                {t(`admin.type_${one.toLowerCase()}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </AskDialog>
  );
}
