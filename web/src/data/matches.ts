// Accounts and contacts that a lead may already be.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, text, type Page } from './odata';
import { idOf, lookupIn, nameOf, type Found, type Row } from './records';
import { tables } from './schema.generated';

const words = (value: unknown) => (typeof value === 'string' ? value.trim() : '');

/** The `$filter` that finds records like this lead; empty when the lead says too little. */
export function matchFilter(table: 'account' | 'contact', lead: Row): string {
  const mail = words(lead.emailaddress1);
  const name = words(lead.fullname);
  const company = words(lead.companyname);
  const site = words(lead.websiteurl);
  const terms =
    table === 'account'
      ? [company && `name eq ${text(company)}`, site && `websiteurl eq ${text(site)}`]
      : [mail && `emailaddress1 eq ${text(mail)}`, name && `fullname eq ${text(name)}`];
  const known = terms.filter(Boolean).join(' or ');
  return known && `statecode eq 0 and (${known})`;
}

/** Best first: the one the lead points to, then those that agree with it. */
export function useMatches(table: 'account' | 'contact', lead: Row) {
  const linked = lookupIn(lead, table === 'account' ? 'parentaccountid' : 'parentcontactid', 'lead');
  const filter = matchFilter(table, lead);
  return useQuery({
    queryKey: ['matches', table, filter, linked?.id],
    queryFn: async ({ signal }): Promise<Found[]> => {
      const first = linked ? [{ ...linked, detail: '' }] : [];
      if (!filter) return first;
      const { entitySet, primaryId, primaryName } = tables[table]!;
      const columns = [primaryId, primaryName, 'emailaddress1', 'address1_city'].join(',');
      const page = await get<Page<Row>>(entitySet + query({ $select: columns, $filter: filter, $top: 5 }), {
        signal,
      });
      const found = page.value.map((row) => ({
        table,
        id: idOf(table, row),
        name: nameOf(table, row),
        detail: words(row.emailaddress1) || words(row.address1_city),
      }));
      return [...first, ...found.filter((one) => one.id !== linked?.id)];
    },
  });
}
