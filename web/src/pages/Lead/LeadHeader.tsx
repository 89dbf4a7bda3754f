// Who the lead is, its status and owner, and the buttons of the form.
import { Button, MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { ArrowLeftRegular, ArrowUndoRegular, SaveRegular } from '@fluentui/react-icons';
import { Link } from 'react-router';
import { Initials } from '../../components/Initials';
import { errorText } from '../../components/States';
import { ApiError } from '../../data/http';
import type { LeadRow } from '../../data/leads';
import { formatted } from '../../data/odata';
import { fieldLabel, optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import type { LeadDraft } from './useLeadDraft';
import './LeadHeader.css';

interface LeadHeaderProps {
  lead: LeadRow;
  name: string;
  draft: LeadDraft;
}

export function LeadHeader({ lead, name, draft }: LeadHeaderProps) {
  const text = useText();
  const { t, language, date } = text;
  const owner = formatted(lead, '_ownerid_value');
  const facts: [string, string | undefined][] = [
    [
      fieldLabel('lead', 'statuscode', language) ?? t('column.status'),
      optionLabel('lead', 'statuscode', lead.statuscode, language),
    ],
    [fieldLabel('lead', 'ownerid', language) ?? t('column.owner'), owner],
    [
      fieldLabel('lead', 'createdon', language) ?? t('column.created'),
      lead.createdon ? date(String(lead.createdon)) : undefined,
    ],
  ];
  return (
    <div className="ll-lead-head">
      <Link to="/leads" className="ll-lead-back">
        <ArrowLeftRegular aria-hidden /> {t('lead.back')}
      </Link>
      <div className="ll-lead-top">
        <Initials name={name} size={48} />
        <div className="ll-lead-who">
          <h1 className="ll-page-title">{name}</h1>
          <p className="ll-lead-sub">
            {[lead.jobtitle, lead.fullname ? lead.companyname : null].filter(Boolean).join(' · ') ||
              String(lead.subject ?? '')}
          </p>
        </div>
        <dl className="ll-lead-facts">
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value ?? '–'}</dd>
            </div>
          ))}
        </dl>
        <div className="ll-lead-buttons">
          {draft.canUndo && (
            <Button
              icon={<ArrowUndoRegular />}
              disabledFocusable={draft.saving}
              onClick={() => void draft.undo()}
            >
              {t('lead.undo')}
            </Button>
          )}
          {draft.dirty && (
            <Button appearance="subtle" onClick={draft.discard}>
              {t('lead.discard')}
            </Button>
          )}
          <Button
            appearance="primary"
            icon={<SaveRegular />}
            disabledFocusable={!draft.dirty || draft.invalid.size > 0 || draft.saving}
            onClick={() => void draft.save()}
          >
            {draft.saving ? t('lead.saving') : t('lead.save')}
          </Button>
        </div>
      </div>
      <p className="ll-hidden" role="status">
        {draft.saves > 0 && !draft.dirty ? t('lead.saved') : ''}
      </p>
      {draft.error && (
        <MessageBar intent="error" layout="multiline" role="alert" className="ll-lead-error">
          <MessageBarBody>
            <MessageBarTitle>{t('lead.not_saved')}</MessageBarTitle>
            {errorText(draft.error, text)}{' '}
            {draft.error instanceof ApiError && draft.error.status !== 0 && (
              <span>
                {draft.error.message} {draft.error.hint}
              </span>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
