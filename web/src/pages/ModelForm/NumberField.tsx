// A number within limits, a whole one if nothing else is said.
import { Field, Input } from '@fluentui/react-components';

interface NumberFieldProps {
  label: string;
  /** NaN while nothing is given. */
  value: number;
  limits: readonly [number, number];
  /** What is counted, behind the number. */
  unit?: string;
  hint?: string;
  step?: number | 'any';
  problem?: string;
  onChange: (value: number) => void;
}

export function NumberField({
  label,
  value,
  limits,
  unit,
  hint,
  step = 1,
  problem,
  onChange,
}: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} validationMessage={problem}>
      <Input
        type="number"
        min={limits[0]}
        max={limits[1]}
        step={step}
        value={Number.isNaN(value) ? '' : String(value)}
        contentAfter={unit}
        onChange={(_, data) => onChange(data.value === '' ? Number.NaN : Number(data.value))}
      />
    </Field>
  );
}
