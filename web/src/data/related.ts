// Lists of records that belong to a record: which there are, and their first rows.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, WITH_ANNOTATIONS, type Page } from './odata';
import { idOf, nameOf, type RecordTable, type Row } from './records';
import { tables } from './schema.generated';

export interface RelatedList {
  table: RecordTable;
  /** The lookup of that table that points here. */
  column: string;
  /** Columns shown under the name. */
  columns: readonly string[];
}

const OPPORTUNITY = ['statuscode', 'estimatedvalue', 'estimatedclosedate'] as const;
const CASE = ['statuscode', 'prioritycode'] as const;
const LEAD = ['statuscode', 'subject'] as const;
const CONTACT = ['jobtitle', 'emailaddress1'] as const;

export const RELATED: Record<RecordTable, readonly RelatedList[]> = {
  lead: [
    { table: 'opportunity', column: 'originatingleadid', columns: OPPORTUNITY },
    { table: 'account', column: 'originatingleadid', columns: ['address1_city'] },
    { table: 'contact', column: 'originatingleadid', columns: CONTACT },
  ],
  opportunity: [],
  contact: [
    { table: 'opportunity', column: 'parentcontactid', columns: OPPORTUNITY },
    { table: 'lead', column: 'parentcontactid', columns: LEAD },
    { table: 'incident', column: 'primarycontactid', columns: CASE },
  ],
  account: [
    { table: 'contact', column: 'parentcustomerid', columns: CONTACT },
    { table: 'opportunity', column: 'parentaccountid', columns: OPPORTUNITY },
    { table: 'lead', column: 'parentaccountid', columns: LEAD },
    { table: 'incident', column: 'customerid', columns: CASE },
    { table: 'account', column: 'parentaccountid', columns: ['address1_city'] },
  ],
  incident: [],
};

/** Rows shown before the list says how many more there are. */
export const SHOWN = 5;

export interface RelatedRows {
  rows: { id: string; name: string; row: Row }[];
  total: number;
}

export function useRelated(list: RelatedList, id: string) {
  return useQuery({
    queryKey: ['related', list.table, list.column, id],
    queryFn: async ({ signal }): Promise<RelatedRows> => {
      const known = tables[list.table]!;
      const names = list.table === 'lead' ? ['companyname', 'subject'] : [];
      const columns = [known.primaryId, known.primaryName, 'statecode', ...names, ...list.columns];
      if (list.columns.includes('estimatedvalue')) columns.push('_transactioncurrencyid_value');
      const path =
        known.entitySet +
        query({
          $select: [...new Set(columns)].join(','),
          $filter: `_${list.column}_value eq ${id}`,
          $orderby: 'createdon desc',
          $top: SHOWN,
          $count: true,
        });
      const page = await get<Page<Row>>(path, { signal, headers: { Prefer: WITH_ANNOTATIONS } });
      return {
        rows: page.value.map((row) => ({ id: idOf(list.table, row), name: nameOf(list.table, row), row })),
        total: page['@odata.count'] ?? page.value.length,
      };
    },
  });
}
