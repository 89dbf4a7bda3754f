// What is known about somebody, as one file to answer their request with.
import { saveAs } from './download';
import { post } from './http';

export interface Subject {
  table: 'contact' | 'lead' | 'systemuser';
  id: string;
  name: string;
}

export const isSubjectTable = (table: string): table is Subject['table'] =>
  ['contact', 'lead', 'systemuser'].includes(table);

/** Letters and digits of any language; the rest could mean something to a file system. */
export const fileNameOf = (name: string) =>
  `${name.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || 'person'}.json`;

/** Asks the server and saves the answer as JSON that can be read. */
export async function saveWhatIsKnown({ table, id, name }: Subject): Promise<void> {
  const { Response } = await post<{ Response: string }>('msdyn_RetrieveKPIValuesForGDPR', {
    CRMRecord: { '@odata.type': `Microsoft.Dynamics.CRM.${table}`, [`${table}id`]: id },
  });
  const [known] = JSON.parse(Response) as unknown[];
  saveAs(new Blob([JSON.stringify(known, null, 2)], { type: 'application/json' }), fileNameOf(name));
}
