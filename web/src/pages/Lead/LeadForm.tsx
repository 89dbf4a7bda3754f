// The fields of a lead, in groups.
import type { LeadRow } from '../../data/leads';
import { useText } from '../../text/i18n';
import type { FormGroup } from './fieldGroups';
import { FieldEditor } from './FieldEditor';
import type { LeadDraft } from './useLeadDraft';
import './LeadForm.css';

interface LeadFormProps {
  lead: LeadRow;
  groups: FormGroup[];
  draft: LeadDraft;
}

export function LeadForm({ lead, groups, draft }: LeadFormProps) {
  const { t } = useText();
  return (
    <form
      className="ll-form"
      aria-label={t('form.label')}
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      {groups.map((group) => (
        <section key={group.id} className="ll-card" aria-labelledby={group.id}>
          <h2 className="ll-card-title" id={group.id}>
            {t(group.id)}
          </h2>
          <div className="ll-form-fields">
            {group.fields.map((field) => (
              <FieldEditor
                key={field.name}
                field={field}
                value={draft.valueOf(field.name)}
                state={lead.statecode}
                changed={field.name in draft.changes}
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
