// What a record's buttons do: qualify, close, reopen, assign, merge.
import { useQuery } from '@tanstack/react-query';
import { get, post } from './http';
import { text } from './odata';
import { bodyOf, entityPath, type FieldValue, type Reference } from './records';

export interface Qualify {
  leadId: string;
  /** Whether to make each; an id of one that is there is linked instead. */
  account: boolean | string;
  contact: boolean | string;
  opportunity: { name: string; estimatedvalue?: number | null; estimatedclosedate?: string | null } | null;
}

interface Made {
  id: string;
  name: string;
  created: boolean;
}
export interface Qualified {
  account: Made | null;
  contact: Made | null;
  opportunity: Made | null;
}

/** The body of QualifyLead. */
export function qualifyBody({ leadId, account, contact, opportunity }: Qualify): Record<string, unknown> {
  const filled = Object.entries(opportunity ?? {}).filter(
    ([, value]) => value !== null && value !== undefined,
  );
  return {
    LeadId: leadId,
    CreateAccount: account === true,
    CreateContact: contact === true,
    CreateOpportunity: opportunity !== null,
    ...(typeof account === 'string' && { AccountId: account }),
    ...(typeof contact === 'string' && { ContactId: contact }),
    ...(opportunity && { Opportunity: Object.fromEntries(filled) }),
  };
}
export const qualifyLead = (wish: Qualify) => post<Qualified>('QualifyLead', qualifyBody(wish));

export const disqualifyLead = (leadId: string, status: number, reason: string) =>
  post<void>('DisqualifyLead', { LeadId: leadId, Status: status, ...(reason && { Reason: reason }) });

export interface Close {
  status: number;
  revenue: number | null;
  /** When it was closed. */
  on: Date;
  reason: string;
}

/** The body of WinOpportunity and LoseOpportunity. */
export function closeBody(
  opportunityId: string,
  { status, revenue, on, reason }: Close,
): Record<string, unknown> {
  return {
    Status: status,
    OpportunityClose: {
      'opportunityid@odata.bind': `/${entityPath('opportunity', opportunityId)}`,
      ...(revenue !== null && { actualrevenue: revenue }),
      actualend: on.toISOString(),
      ...(reason && { description: reason }),
    },
  };
}
export const WON = 3;
export const closeOpportunity = (opportunityId: string, close: Close) =>
  post<void>(close.status === WON ? 'WinOpportunity' : 'LoseOpportunity', closeBody(opportunityId, close));

export const closeCase = (incidentId: string, status: number, resolution: string) =>
  post<void>('CloseCase', {
    IncidentId: incidentId,
    Status: status,
    ...(resolution && { Resolution: resolution }),
  });

const REOPEN: Record<string, [action: string, parameter: string]> = {
  lead: ['ReopenLead', 'LeadId'],
  opportunity: ['ReopenOpportunity', 'OpportunityId'],
  incident: ['ReopenCase', 'IncidentId'],
};
export function reopen(table: string, id: string): Promise<void> {
  const [action, parameter] = REOPEN[table]!;
  return post<void>(action, { [parameter]: id });
}

export interface BulkAnswer {
  done: number;
  failed: { id: string; message: string }[];
}
export const assign = (table: string, ids: string[], owner: Reference) =>
  post<BulkAnswer>('Assign', { Table: table, Ids: ids, Owner: `/${entityPath(owner.table, owner.id)}` });

export const merge = (
  table: string,
  target: string,
  subordinate: string,
  content: Record<string, FieldValue>,
) =>
  post<void>('Merge', {
    Table: table,
    Target: target,
    Subordinate: subordinate,
    ...(Object.keys(content).length > 0 && { UpdateContent: bodyOf(table, content) }),
  });

export interface Duplicate {
  id: string;
  name: string;
  /** Columns in which they agree. */
  why: string[];
  /** 0..1 */
  score: number;
}

/** Records of the same table that seem to be the same one. */
export function useDuplicates(table: string, id: string, enabled = true) {
  return useQuery({
    queryKey: ['duplicates', table, id],
    enabled,
    queryFn: async ({ signal }) =>
      (
        await get<{ duplicates: Duplicate[] }>(`RetrieveDuplicates(Table=${text(table)},Id=${id})`, {
          signal,
        })
      ).duplicates,
  });
}
