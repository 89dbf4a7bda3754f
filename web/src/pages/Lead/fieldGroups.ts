// Which columns the form of a lead shows, in which groups. Columns the field table does not know are left out.
import { field, optionsOf } from '../../data/schema';
import type { Field } from '../../data/schema.generated';

export interface FormField {
  name: string;
  type: Field['type'];
  /** Label of a column of this database only. */
  label?: string;
  required: boolean;
  maxLength?: number;
  /** Takes the whole width. */
  wide: boolean;
}

export interface FormGroup {
  /** Message id of its heading. */
  id: string;
  fields: FormField[];
}

const GROUPS: [string, string[]][] = [
  ['form.lead', ['subject', 'statuscode', 'leadsourcecode', 'leadqualitycode', 'description']],
  ['form.person', ['firstname', 'lastname', 'jobtitle', 'emailaddress1', 'telephone1', 'mobilephone']],
  [
    'form.company',
    [
      'companyname',
      'industrycode',
      'numberofemployees',
      'revenue',
      'websiteurl',
      'address1_city',
      'address1_country',
    ],
  ],
  [
    'form.need',
    [
      'budgetstatus',
      'budgetamount',
      'estimatedamount',
      'estimatedclosedate',
      'need',
      'purchasetimeframe',
      'purchaseprocess',
      'decisionmaker',
    ],
  ],
  ['form.contact_rules', ['preferredcontactmethodcode', 'donotemail', 'donotphone']],
];
const WIDE = new Set(['subject', 'description']);

/** A column of this database only, as `Columns` of the API names it. */
export interface CustomColumn {
  name: string;
  label: string;
  type: Field['type'];
}

const EDITABLE_CUSTOM = new Set<Field['type']>([
  'Text',
  'Memo',
  'Integer',
  'BigInteger',
  'Double',
  'Money',
  'Boolean',
  'DateTime',
  'DateOnly',
]);

export function formGroups(custom: readonly CustomColumn[]): FormGroup[] {
  const groups = GROUPS.map(([id, names]) => ({
    id,
    fields: names.flatMap((name): FormField[] => {
      const known = field('lead', name);
      if (!known || known.computed) return [];
      return [
        {
          name,
          type: known.type,
          required: known.required ?? false,
          maxLength: known.maxLength,
          wide: WIDE.has(name),
        },
      ];
    }),
  }));
  const own = custom
    .filter((column) => EDITABLE_CUSTOM.has(column.type))
    .map((column) => ({ ...column, required: false, wide: column.type === 'Memo' }));
  if (own.length > 0) groups.push({ id: 'form.custom', fields: own });
  return groups.filter((group) => group.fields.length > 0);
}

/** The choices of a field; of a status reason only those of the lead's state. */
export function choicesFor(name: string, state: unknown) {
  const options = optionsOf('lead', name);
  return name === 'statuscode' ? options.filter((one) => (one.state ?? 0) === (state ?? 0)) : options;
}
