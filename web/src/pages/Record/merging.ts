// Columns in which two records of one table differ, and whose value can be chosen when they are merged.
import { valueIn, type Row } from '../../data/records';
import { tables } from '../../data/schema.generated';
import type { FieldType } from '../../data/schema.generated';
import { same } from './fieldValues';

/** Written by life-cycle actions, by the program, or not a value of its own. */
const NOT_CHOSEN = new Set<FieldType>(['Id', 'State', 'Status', 'Binary']);
/** Follow from other columns. */
const DERIVED = new Set([
  'fullname',
  'exchangerate',
  'll_closedon',
  'll_externalkey',
  'merged',
  'masterid',
  'ownerid',
]);

export function differing(table: string, one: Row, other: Row): { name: string; type: FieldType }[] {
  return Object.entries(tables[table]?.fields ?? {})
    .filter(
      ([name, { type, computed }]) =>
        !computed &&
        !NOT_CHOSEN.has(type) &&
        !DERIVED.has(name) &&
        !name.endsWith('_base') &&
        !same(valueIn(one, name, table), valueIn(other, name, table)),
    )
    .map(([name, { type }]) => ({ name, type }));
}
