// The list of a ManyOf, from the first time that it is opened.
import { Dropdown, Option } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { wordsOf, type ManyOfProps } from './ManyOf';

export function OpenedManyOf(props: ManyOfProps) {
  const { label, options, chosen, onChange, className } = props;
  const button = useRef<HTMLButtonElement>(null);
  // The button that was pressed is gone; this one stands in its place.
  useEffect(() => button.current?.focus(), []);
  return (
    <Dropdown
      defaultOpen
      multiselect
      className={className}
      button={{ ref: button }}
      aria-label={label}
      placeholder={label}
      value={wordsOf(props)}
      selectedOptions={[...chosen]}
      onOptionSelect={(_, data) => onChange(data.selectedOptions)}
    >
      {options.map(({ value, text, shown }) => (
        <Option key={value} value={value} text={text}>
          {shown ?? text}
        </Option>
      ))}
    </Dropdown>
  );
}
