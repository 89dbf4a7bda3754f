// A lookup: type some letters, choose the record.
//
// Keyboard: as a combobox; emptying the text empties the lookup. Screen reader: each choice says its name and what tells
// it from others. Error and nothing found are said in the list itself.
import { Combobox, Option } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSettled } from '../../components/useSettled';
import { isRecordTable, recordPath, useFindRecords, type Reference } from '../../data/records';
import { tableLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import './LookupEditor.css';

const PAUSE_MS = 200;

interface LookupEditorProps {
  targets: readonly string[];
  value: Reference | null;
  onChange: (value: Reference | null) => void;
  disabled?: boolean;
  placeholder?: string;
  /** What Fluent's Field gives to its control. */
  control?: object;
  /** Without the link that opens the record. */
  plain?: boolean;
  'aria-label'?: string;
}

export function LookupEditor({
  targets,
  value,
  onChange,
  disabled,
  placeholder,
  control,
  plain = false,
  ...rest
}: LookupEditorProps) {
  const { t, language } = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const asked = useSettled((typed ?? '').trim(), PAUSE_MS);
  const [open, setOpen] = useState(false);
  const { data, isError, isFetching } = useFindRecords(targets, asked, open);

  const leave = () => {
    // Emptied on purpose means no record; anything else that was not chosen means the one before.
    if (typed !== null && typed.trim() === '' && value) onChange(null);
    setTyped(null);
    setOpen(false);
  };
  const choose = (key: string | undefined) => {
    const found = data?.find((one) => `${one.table} ${one.id}` === key);
    if (found) onChange({ table: found.table, id: found.id, name: found.name });
    setTyped(null);
    setOpen(false);
  };
  const found = data ?? [];
  return (
    <div className="ll-lookup">
      <Combobox
        {...control}
        {...rest}
        freeform
        autoComplete="off"
        disabled={disabled}
        placeholder={placeholder ?? t('lookup.search')}
        value={typed ?? value?.name ?? ''}
        selectedOptions={value ? [`${value.table} ${value.id}`] : []}
        open={open}
        onOpenChange={(_, change) => (change.open ? setOpen(true) : leave())}
        onChange={(event) => {
          setTyped(event.target.value);
          setOpen(true);
        }}
        onOptionSelect={(_, { optionValue }) => choose(optionValue)}
        onBlur={leave}
      >
        {found.map((one) => (
          <Option key={one.id} value={`${one.table} ${one.id}`} text={one.name || t('lead.no_name')}>
            <span className="ll-lookup-option">
              <span>{one.name || t('lead.no_name')}</span>
              <span className="ll-lookup-detail">
                {[targets.length > 1 ? tableLabel(one.table, language) : '', one.detail]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </Option>
        ))}
        {found.length === 0 && (
          <Option disabled value="" text="">
            {isError ? t('error.unknown') : isFetching ? t('state.loading') : t('lookup.none')}
          </Option>
        )}
      </Combobox>
      {value && !plain && isRecordTable(value.table) && (
        <Link
          className="ll-lookup-open"
          to={recordPath(value.table, value.id)}
          aria-label={t('lookup.open', { name: value.name })}
          title={t('lookup.open', { name: value.name })}
        >
          <OpenRegular aria-hidden />
        </Link>
      )}
    </div>
  );
}
