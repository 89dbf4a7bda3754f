// The fields of a record, in sections.
import { useDeferredValue } from 'react';
import type { RecordTable, Row } from '../../data/records';
import { useText } from '../../text/i18n';
import { FieldEditor } from './FieldEditor';
import { isClosed, type FormSection } from './forms';
import type { RecordDraft } from './useRecordDraft';
import './RecordForm.css';

interface RecordFormProps {
  table: RecordTable;
  row: Row;
  sections: FormSection[];
  draft: RecordDraft;
  /** ISO code of the record's currency. */
  currency: string | undefined;
}

const SECTIONS_AT_ONCE = 2;

export function RecordForm({ table, row, sections, draft, currency }: RecordFormProps) {
  const { t } = useText();
  const closed = isClosed(table, row.statecode);
  // What stands below the first screen is drawn in small steps, so that the page answers meanwhile.
  const shown = useDeferredValue(sections, sections.slice(0, SECTIONS_AT_ONCE));
  return (
    <form
      className="ll-form"
      aria-label={t('form.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      {shown.map((section) => (
        <section key={section.id} className="ll-card" aria-labelledby={section.id}>
          <h2 className="ll-card-title" id={section.id}>
            {t(section.id)}
          </h2>
          <div className="ll-form-fields">
            {section.fields.map((field) => (
              <FieldEditor
                key={field.name}
                table={table}
                field={field}
                value={draft.valueOf(field.name)}
                state={row.statecode}
                changed={field.name in draft.changes}
                disabled={closed}
                currency={currency}
                onChange={draft.change}
              />
            ))}
          </div>
        </section>
      ))}
      <button type="submit" className="ll-hidden" tabIndex={-1} aria-hidden />
    </form>
  );
}
