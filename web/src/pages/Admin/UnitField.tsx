// The business unit that somebody or something belongs to.
import { Field, Select } from '@fluentui/react-components';
import { useSet, type AdminRow } from '../../data/admin';

/** All units, and the one at the top: where what is new belongs until somebody says otherwise. */
export function useUnits(): { all: readonly AdminRow[]; top: string } {
  const all = useSet('businessunits', { $orderby: 'name asc' }).data ?? [];
  const top = all.find((one) => !one._parentbusinessunitid_value);
  return { all, top: String(top?.businessunitid ?? '') };
}

interface UnitFieldProps {
  label: string | undefined;
  value: string;
  units: readonly AdminRow[];
  onChange: (unit: string) => void;
}

export function UnitField({ label, value, units, onChange }: UnitFieldProps) {
  return (
    <Field label={label}>
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {units.map((one) => (
          <option key={String(one.businessunitid)} value={String(one.businessunitid)}>
            {String(one.name)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
