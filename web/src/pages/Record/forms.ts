// What the page of each table shows: facts of its header and the sections of its form, as data. Columns that the field
// table does not know are left out.
import type { CustomColumn } from '../../data/columns';
import type { RecordTable } from '../../data/records';
import { field, optionsOf } from '../../data/schema';
import type { Field } from '../../data/schema.generated';

export interface FormField {
  name: string;
  type: Field['type'];
  /** Label of a column of this database only. */
  label?: string;
  required: boolean;
  maxLength?: number;
  /** Tables a lookup may point to. */
  targets?: readonly string[];
  /** Takes the whole width. */
  wide: boolean;
}

export interface FormSection {
  /** Message id of its heading. */
  id: string;
  fields: FormField[];
}

interface Form {
  sections: readonly (readonly [id: string, columns: readonly string[]])[];
  /** Columns that stand in the header, beside the owner. */
  facts: readonly string[];
  /** Facts that count once the record is closed. */
  closedFacts: readonly string[];
  /** Columns of the line under the name; the first two that are filled in. */
  subtitle: readonly string[];
  /** Whether a closed record is to be reopened before it is changed. */
  closes: boolean;
}

const ADDRESS = [
  'address1_line1',
  'address1_postalcode',
  'address1_city',
  'address1_stateorprovince',
  'address1_country',
] as const;
const PRIVACY = ['msdyn_gdproptout', 'll_consent', 'll_consentground', 'll_consenton'] as const;
const CONTACT_RULES = ['preferredcontactmethodcode', 'donotemail', 'donotphone', 'donotbulkemail'] as const;

export const FORMS: Record<RecordTable, Form> = {
  lead: {
    sections: [
      [
        'form.lead',
        ['subject', 'statuscode', 'leadsourcecode', 'leadqualitycode', 'msdyncrm_salesready', 'description'],
      ],
      ['form.person', ['firstname', 'lastname', 'jobtitle', 'emailaddress1', 'telephone1', 'mobilephone']],
      [
        'form.company',
        ['companyname', 'industrycode', 'numberofemployees', 'revenue', 'websiteurl', ...ADDRESS],
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
      ['form.links', ['parentaccountid', 'parentcontactid', 'transactioncurrencyid']],
      ['form.contact_rules', CONTACT_RULES],
      ['form.privacy', PRIVACY],
    ],
    facts: ['statuscode', 'ownerid', 'createdon'],
    closedFacts: ['ll_disqualificationreason', 'qualifyingopportunityid'],
    subtitle: ['jobtitle', 'companyname', 'subject'],
    closes: true,
  },
  opportunity: {
    sections: [
      [
        'form.deal',
        [
          'name',
          'statuscode',
          'estimatedvalue',
          'estimatedclosedate',
          'closeprobability',
          'opportunityratingcode',
          'transactioncurrencyid',
          'description',
        ],
      ],
      [
        'form.customer',
        ['customerid', 'parentaccountid', 'parentcontactid', 'emailaddress', 'originatingleadid'],
      ],
      [
        'form.need',
        ['budgetstatus', 'budgetamount', 'need', 'purchasetimeframe', 'purchaseprocess', 'decisionmaker'],
      ],
      [
        'form.solution',
        [
          'currentsituation',
          'customerneed',
          'proposedsolution',
          'identifycustomercontacts',
          'identifycompetitors',
          'developproposal',
          'presentproposal',
        ],
      ],
    ],
    facts: ['estimatedvalue', 'estimatedclosedate', 'statuscode', 'ownerid'],
    closedFacts: ['actualvalue', 'actualclosedate', 'll_closereason'],
    subtitle: ['customerid', 'stepname'],
    closes: true,
  },
  contact: {
    sections: [
      [
        'form.person',
        [
          'firstname',
          'lastname',
          'jobtitle',
          'parentcustomerid',
          'emailaddress1',
          'telephone1',
          'mobilephone',
          'department',
          'accountrolecode',
          'managername',
          'birthdate',
          'description',
        ],
      ],
      ['form.address', ADDRESS],
      ['form.origin', ['leadsourcecode', 'originatingleadid', 'transactioncurrencyid']],
      ['form.contact_rules', CONTACT_RULES],
      ['form.privacy', PRIVACY],
    ],
    facts: ['parentcustomerid', 'statuscode', 'ownerid'],
    closedFacts: [],
    subtitle: ['jobtitle', 'parentcustomerid', 'emailaddress1'],
    closes: false,
  },
  account: {
    sections: [
      [
        'form.account',
        [
          'name',
          'accountnumber',
          'primarycontactid',
          'parentaccountid',
          'telephone1',
          'emailaddress1',
          'websiteurl',
          'description',
        ],
      ],
      [
        'form.company',
        [
          'industrycode',
          'customertypecode',
          'accountcategorycode',
          'ownershipcode',
          'numberofemployees',
          'revenue',
          'creditlimit',
          'creditonhold',
          'transactioncurrencyid',
        ],
      ],
      ['form.address', ADDRESS],
      ['form.contact_rules', CONTACT_RULES],
    ],
    facts: ['primarycontactid', 'statuscode', 'ownerid'],
    closedFacts: [],
    subtitle: ['industrycode', 'address1_city'],
    closes: false,
  },
  incident: {
    sections: [
      [
        'form.case',
        [
          'title',
          'ticketnumber',
          'statuscode',
          'prioritycode',
          'casetypecode',
          'caseorigincode',
          'description',
        ],
      ],
      ['form.customer', ['customerid', 'primarycontactid', 'customersatisfactioncode']],
    ],
    facts: ['prioritycode', 'statuscode', 'ownerid', 'createdon'],
    closedFacts: [],
    subtitle: ['customerid', 'ticketnumber'],
    closes: true,
  },
};

const WIDE = new Set(['subject', 'name', 'title']);
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

/** How a form asks for a column; undefined when it cannot. */
export function formField(
  table: string,
  name: string,
  custom: readonly CustomColumn[] = [],
): FormField | undefined {
  const known = field(table, name);
  if (!known) {
    const own = custom.find((column) => column.name === name);
    return own && EDITABLE_CUSTOM.has(own.type)
      ? { ...own, required: false, wide: own.type === 'Memo' }
      : undefined;
  }
  if (known.computed) return undefined;
  return {
    name,
    type: known.type,
    required: known.required ?? false,
    maxLength: known.maxLength,
    targets: known.targets,
    wide: known.type === 'Memo' || WIDE.has(name),
  };
}

export function formSections(table: RecordTable, custom: readonly CustomColumn[]): FormSection[] {
  const sections = FORMS[table].sections.map(([id, names]) => ({
    id,
    fields: names.flatMap((name) => formField(table, name) ?? []),
  }));
  const own = custom.flatMap((column) =>
    field(table, column.name) ? [] : (formField(table, column.name, custom) ?? []),
  );
  return [...sections, { id: 'form.custom', fields: own }].filter((section) => section.fields.length > 0);
}

/** The choices of a field; of a status reason only those of the record's state. */
export function choicesFor(table: string, name: string, state: unknown) {
  const options = optionsOf(table, name);
  return name === 'statuscode' ? options.filter((one) => (one.state ?? 0) === (state ?? 0)) : options;
}

/** Whether the record is over and its form only to be read. */
export const isClosed = (table: RecordTable, state: unknown) => FORMS[table].closes && (state ?? 0) !== 0;
