// One lead: its form, and beside it how likely it is to qualify and why.
import { Button } from '@fluentui/react-components';
import { ArrowLeftRegular, DocumentSearchRegular } from '@fluentui/react-icons';
import { useMemo } from 'react';
import { useNavigate, useParams } from 'react-router';
import { ScoreWidget } from '../../components/ScoreWidget';
import { EmptyState, ErrorState, LoadingBlock } from '../../components/States';
import { useCustomColumns } from '../../data/columns';
import { ApiError } from '../../data/http';
import { useLead, type LeadRow } from '../../data/leads';
import { usePageTitle } from '../../text/usePageTitle';
import { useText } from '../../text/i18n';
import { ConflictDialog } from './ConflictDialog';
import { formGroups } from './fieldGroups';
import { LeadForm } from './LeadForm';
import { LeadHeader } from './LeadHeader';
import { LeaveGuard } from './LeaveGuard';
import { useLeadDraft } from './useLeadDraft';
import { useSaveKeys } from './useSaveKeys';
import './LeadPage.css';

export function LeadPage() {
  const { t } = useText();
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const lead = useLead(id);

  if (lead.data) return <LoadedLead lead={lead.data} />;
  if (lead.error instanceof ApiError && [400, 404].includes(lead.error.status)) {
    return (
      <EmptyState
        icon={<DocumentSearchRegular />}
        title={t('lead.not_found')}
        text={t('lead.not_found_text')}
      >
        <Button icon={<ArrowLeftRegular />} onClick={() => navigate('/leads')}>
          {t('lead.back')}
        </Button>
      </EmptyState>
    );
  }
  if (lead.error) return <ErrorState error={lead.error} onRetry={() => void lead.refetch()} />;
  return (
    <div className="ll-page">
      <div className="ll-card">
        <LoadingBlock lines={8} />
      </div>
    </div>
  );
}

function LoadedLead({ lead }: { lead: LeadRow }) {
  const { t } = useText();
  const draft = useLeadDraft(lead);
  const custom = useCustomColumns('lead');
  const groups = useMemo(() => formGroups(custom), [custom]);
  const name = String(lead.fullname || lead.companyname || lead.subject || t('lead.no_name'));
  usePageTitle(name);
  useSaveKeys(draft.save);

  return (
    <div className="ll-page">
      <LeadHeader lead={lead} name={name} draft={draft} />
      <div className="ll-lead">
        <LeadForm lead={lead} groups={groups} draft={draft} />
        <aside className="ll-lead-side" aria-label={t('score.title')}>
          <ScoreWidget lead={lead} delta={draft.delta} saves={draft.saves} />
        </aside>
      </div>
      <ConflictDialog draft={draft} groups={groups} />
      <LeaveGuard dirty={draft.dirty} />
    </div>
  );
}
