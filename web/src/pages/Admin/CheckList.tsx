// Some of a few.
import { Checkbox } from '@fluentui/react-components';

interface CheckListProps {
  choices: readonly { id: string; name: string }[];
  /** Ids. */
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

export function CheckList({ choices, chosen, onChange }: CheckListProps) {
  return (
    <>
      {choices.map(({ id, name }) => (
        <div key={id}>
          <Checkbox
            label={name}
            checked={chosen.includes(id)}
            onChange={(_, { checked }) =>
              onChange(checked ? [...chosen, id] : chosen.filter((other) => other !== id))
            }
          />
        </div>
      ))}
    </>
  );
}
