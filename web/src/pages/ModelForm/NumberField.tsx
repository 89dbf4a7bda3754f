// A whole number within limits.
import { Field, Input } from '@fluentui/react-components';

interface NumberFieldProps {
  label: string;
  /** NaN while nothing is given. */
  value: number;
  limits: readonly [number, number];
  /** What is counted, behind the number. */
  unit?: string;
  hint?: string;
  problem?: string;
  onChange: (value: number) => void;
}

export function NumberField({ label, value, limits, unit, hint, problem, onChange }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} validationMessage={problem}>
      <Input
        type="number"
        min={limits[0]}
        max={limits[1]}
        step={1}
        value={Number.isNaN(value) ? '' : String(value)}
        contentAfter={unit}
        onChange={(_, data) => onChange(data.value === '' ? Number.NaN : Number(data.value))}
      />
    </Field>
  );
}
