// What lists show of a relationship, in the order of the columns drawer. The server keeps these figures in a row of their
// own beside each record (`msdyn_leadkpiitem` beside a lead); the build takes their labels from here as well.
export const KPI_FIELDS = [
  'msdyn_relationshiphealthscorestate',
  'msdyn_relationshiphealthscorevalue',
  'msdyn_relationshiphealthtrend',
  'msdyn_timespentbyteam_calculated',
  'msdyn_timespentbycustomer_calculated',
  'msdyn_lastactivitybyteam',
  'msdyn_nextactivitybyteam',
  'msdyn_emailssent',
  'msdyn_emailsreceived',
  'msdyn_acilastupdatetimestamp',
] as const;
export type KpiField = (typeof KPI_FIELDS)[number];
export const HEALTH = {
  state: 'msdyn_relationshiphealthscorestate',
  score: 'msdyn_relationshiphealthscorevalue',
  trend: 'msdyn_relationshiphealthtrend',
} as const satisfies Record<string, KpiField>;

/** The lookup of a record to its row of figures. */
const kpiLookup = (table: string) => `msdyn_${table}kpiid`;
/** Whether some words of a query name that lookup, or are about health. */
export const isOfRelationship = (words: string) => /msdyn_[a-z]+kpiid\b|"health"/.test(words);
/** A figure as a column of its record's list. */
export const kpiColumn = (table: string, name: KpiField) => `${kpiLookup(table)}/${name}`;
