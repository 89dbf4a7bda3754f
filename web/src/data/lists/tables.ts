// The tables that have a list: where it stands, which columns it begins with, what closes a row.
import { field, table as schemaTable, tablePlural } from '../schema';
import { SCORED, type ScoreColumns } from '../scores';
import { HEALTH, kpiColumn, type KpiField } from './kpiFields';

export interface ListTable {
  name: string;
  entitySet: string;
  id: string;
  /** The column that names a row; columns that stand in for it when it is empty. */
  title: readonly string[];
  columns: readonly string[];
  /** Columns of the views sorted by score, where the standard views are not. */
  scored?: readonly string[];
  /** Columns of the views by relationship, of tables whose records have one. */
  related?: readonly string[];
  /** What its pipeline is drawn from: when a row is expected to close, its worth, and that in one currency for all. */
  pipeline?: { date: string; worth: string; comparable: string };
  /** Column first sorted by, with a minus for descending. */
  sort: string;
  /** Columns that the "contains" box looks into. */
  contains: readonly string[];
  /** Columns with a score, its grade and trend. */
  score?: ScoreColumns;
  /** Whether an open row is called active. */
  active?: true;
  /** The action that closes rows knows these status reasons of closed states. */
  closes: readonly number[];
  /** A column worth a bar chart. */
  chart: string;
}

/** How a relationship is, and what it costs both sides, as every view by relationship shows it. */
const related = (table: string, health: readonly string[], time: readonly string[] = []) => {
  const columns = (...names: KpiField[]) => names.map((name) => kpiColumn(table, name));
  return [
    ...health,
    ...columns(HEALTH.state, HEALTH.score, HEALTH.trend),
    ...time,
    ...columns(
      'msdyn_timespentbyteam_calculated',
      'msdyn_timespentbycustomer_calculated',
      'msdyn_lastactivitybyteam',
      'msdyn_nextactivitybyteam',
      'msdyn_acilastupdatetimestamp',
    ),
  ];
};

const TABLES: readonly ListTable[] = [
  {
    name: 'lead',
    entitySet: 'leads',
    id: 'leadid',
    title: ['fullname', 'companyname', 'subject'],
    columns: [
      'fullname',
      'subject',
      'ownerid',
      'statuscode',
      'createdon',
      'msdyn_leadscore',
      'msdyn_leadgrade',
      'msdyn_leadscoretrend',
    ],
    related: related('lead', ['fullname'], ['companyname']),
    sort: '-msdyn_leadscore',
    contains: ['fullname', 'subject', 'companyname'],
    score: SCORED.lead,
    closes: [4, 5, 6, 7],
    chart: 'statuscode',
  },
  {
    name: 'opportunity',
    entitySet: 'opportunities',
    id: 'opportunityid',
    title: ['name'],
    columns: [
      'name',
      'customerid',
      'ownerid',
      'statuscode',
      'salesstage',
      'estimatedvalue',
      'estimatedclosedate',
    ],
    scored: [
      'name',
      'estimatedclosedate',
      'estimatedvalue',
      'msdyn_opportunityscore',
      'msdyn_opportunityscoretrend',
      'msdyn_opportunitygrade',
      'closeprobability',
      'opportunityratingcode',
    ],
    related: related('opportunity', ['name', 'estimatedvalue'], ['customerid']),
    pipeline: {
      date: 'estimatedclosedate',
      worth: 'estimatedvalue',
      comparable: 'estimatedvalue_base',
    },
    sort: 'estimatedclosedate',
    contains: ['name'],
    score: SCORED.opportunity,
    closes: [4, 5],
    chart: 'statuscode',
  },
  {
    name: 'contact',
    entitySet: 'contacts',
    id: 'contactid',
    title: ['fullname', 'emailaddress1'],
    columns: [
      'fullname',
      'parentcustomerid',
      'jobtitle',
      'emailaddress1',
      'telephone1',
      'ownerid',
      'createdon',
    ],
    related: related('contact', ['fullname'], ['parentcustomerid']),
    sort: 'fullname',
    contains: ['fullname', 'emailaddress1'],
    active: true,
    closes: [],
    chart: 'ownerid',
  },
  {
    name: 'account',
    entitySet: 'accounts',
    id: 'accountid',
    title: ['name'],
    columns: ['name', 'industrycode', 'address1_city', 'telephone1', 'revenue', 'ownerid', 'createdon'],
    related: related('account', ['name'], ['ownerid']),
    sort: 'name',
    contains: ['name', 'address1_city'],
    active: true,
    closes: [],
    chart: 'industrycode',
  },
  {
    name: 'incident',
    entitySet: 'incidents',
    id: 'incidentid',
    title: ['title', 'ticketnumber'],
    columns: ['title', 'ticketnumber', 'customerid', 'prioritycode', 'statuscode', 'ownerid', 'createdon'],
    sort: '-createdon',
    contains: ['title', 'ticketnumber'],
    closes: [5, 1000, 6],
    chart: 'prioritycode',
  },
  {
    name: 'task',
    entitySet: 'tasks',
    id: 'activityid',
    title: ['subject'],
    columns: ['subject', 'regardingobjectid', 'scheduledend', 'prioritycode', 'statuscode', 'ownerid'],
    sort: 'scheduledend',
    contains: ['subject'],
    closes: [5, 6],
    chart: 'statuscode',
  },
];

export const LIST_TABLES = TABLES;

export const listTable = (name: string): ListTable | undefined => TABLES.find((one) => one.name === name);

/** Whether a column says what a model thought: nothing that a model could learn from. */
export const isScoreColumn = (table: string, name: string) =>
  Object.values(listTable(table)?.score ?? {}).includes(name);

/** Where the list of a table stands. */
export const listAddress = (table: string) => (table === 'lead' ? '/leads' : `/lists/${table}`);

const LOGICAL_NAME = '@Microsoft.Dynamics.CRM.lookuplogicalname';

/** The page of one row; a task is worked on where the record is that it regards. Undefined when it regards none. */
export function rowPath(table: ListTable, row: Record<string, unknown>): string | undefined {
  if (table.name === 'lead') return `/leads/${String(row.leadid)}`;
  if (table.name !== 'task') return `/records/${table.name}/${String(row[table.id])}`;
  const regarding = row._regardingobjectid_value;
  const target = row[`_regardingobjectid_value${LOGICAL_NAME}`];
  if (typeof regarding !== 'string' || typeof target !== 'string') return undefined;
  return target === 'lead' ? `/leads/${regarding}` : `/records/${target}/${regarding}`;
}

/** The plural of a table's name, as it stands within a sentence of this language. */
export function pluralInside(table: ListTable, language: string): string {
  const plural = tablePlural(table.name, language) ?? table.name;
  return language === 'en' || language === 'nl' ? plural.toLocaleLowerCase(language) : plural;
}

/** The column under which a row keeps a field: a lookup is `_ownerid_value`. */
export const rowColumn = (table: string, name: string) =>
  field(table, name)?.type === 'Lookup' ? `_${name}_value` : name;

/** What `$orderby` calls a column: a lookup is sorted by the name it points to. */
export function orderColumn(table: string, name: string): string {
  const known = field(table, name);
  if (known?.type !== 'Lookup') return name;
  const target = known.targets?.[0];
  const shown = target === 'systemuser' ? 'fullname' : target && schemaTable(target)?.primaryName;
  return shown ? `${name}/${shown}` : `_${name}_value`;
}
