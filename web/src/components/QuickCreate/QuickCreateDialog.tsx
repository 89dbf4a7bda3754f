// A new record in a few fields, from anywhere.
//
// Keyboard: Alt+N opens it, the rest is as in any dialog that asks. The page behind stays as it is.
import { Field, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  createRecord,
  idOf,
  nameOf,
  recordPath,
  refreshLists,
  isRecordTable,
  type FieldValue,
} from '../../data/records';
import { refreshRelationships } from '../../data/relationshipRefresh';
import { tableLabel } from '../../data/schema';
import { FieldEditor } from '../../pages/Record/FieldEditor';
import { formField } from '../../pages/Record/forms';
import { useText } from '../../text/i18n';
import { AskDialog } from '../AskDialog';
import { showToast } from '../toasts';
import { closeQuickCreate, CREATABLE, currentRecord, type Creatable, type Wish } from './quickCreate';

const COLUMNS: Record<Creatable, readonly string[]> = {
  lead: ['subject', 'firstname', 'lastname', 'companyname', 'emailaddress1', 'telephone1', 'leadsourcecode'],
  contact: ['firstname', 'lastname', 'parentcustomerid', 'jobtitle', 'emailaddress1', 'telephone1'],
  account: ['name', 'industrycode', 'telephone1', 'websiteurl', 'address1_city', 'address1_country'],
  opportunity: ['name', 'parentaccountid', 'parentcontactid', 'estimatedvalue', 'estimatedclosedate'],
  task: ['subject', 'scheduledend', 'prioritycode', 'regardingobjectid', 'description'],
};
/** Without which the record could not be told from others. */
const NEEDED: Record<Creatable, readonly string[]> = {
  lead: ['lastname'],
  contact: ['lastname'],
  account: ['name'],
  opportunity: ['name'],
  task: ['subject'],
};
const isCreatable = (table: string): table is Creatable => (CREATABLE as readonly string[]).includes(table);

/** A new task is about the record being looked at. */
function presetFor(table: string, preset: Record<string, FieldValue>): Record<string, FieldValue> {
  const current = currentRecord();
  return table === 'task' && current && !preset.regardingobjectid
    ? { ...preset, regardingobjectid: current }
    : preset;
}

export function QuickCreateDialog({ wish }: { wish: Wish }) {
  const text = useText();
  const { t, language } = text;
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [table, setTable] = useState<Creatable>(isCreatable(wish.table) ? wish.table : 'lead');
  const [typed, setTyped] = useState<Record<string, FieldValue>>({});
  const [invalid, setInvalid] = useState<ReadonlySet<string>>(new Set());
  const values = { ...presetFor(table, table === wish.table ? wish.preset : {}), ...typed };
  const fields = COLUMNS[table].flatMap((name) => {
    const field = formField(table, name);
    return field ? [{ ...field, required: NEEDED[table].includes(name) }] : [];
  });
  const missing = NEEDED[table].some((name) => !values[name]);

  const change = (name: string, value: FieldValue | undefined) => {
    setInvalid((now) => {
      const next = new Set(now);
      if (value === undefined) next.add(name);
      else next.delete(name);
      return next;
    });
    if (value !== undefined) setTyped((now) => ({ ...now, [name]: value }));
  };
  return (
    <AskDialog
      title={t('create.title')}
      action={t('create.go')}
      ready={!missing && invalid.size === 0}
      onClose={closeQuickCreate}
      onDo={async () => {
        const row = await createRecord(table, values);
        const id = idOf(table, row);
        void refreshLists(queries, table);
        void queries.invalidateQueries({ queryKey: ['related'] });
        void refreshRelationships(queries);
        if (table === 'task') void queries.invalidateQueries({ queryKey: ['timeline'] });
        showToast({
          text: t('create.done', { table: tableLabel(table, language) ?? table, name: nameOf(table, row) }),
          action: isRecordTable(table)
            ? { label: t('done.open'), run: () => navigate(recordPath(table, id)) }
            : undefined,
        });
      }}
    >
      <Field label={t('create.what')}>
        <Select
          value={table}
          onChange={(_, data) => {
            if (isCreatable(data.value)) setTable(data.value);
            setInvalid(new Set());
          }}
        >
          {CREATABLE.map((one) => (
            <option key={one} value={one}>
              {tableLabel(one, language)}
            </option>
          ))}
        </Select>
      </Field>
      <div className="ll-form-fields" key={table}>
        {fields.map((field) => (
          <FieldEditor
            key={field.name}
            table={table}
            field={field}
            value={values[field.name]}
            onChange={change}
          />
        ))}
      </div>
    </AskDialog>
  );
}
