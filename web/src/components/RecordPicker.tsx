// Finds one row of another table by its name.
//
// Keyboard and screen reader: a combobox; typing asks the server, arrows choose, Enter takes.
import { Combobox, Option } from '@fluentui/react-components';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { get } from '../data/http';
import { query, text, type Page } from '../data/odata';
import { useRecordName } from '../data/recordName';
import { table as schemaTable } from '../data/schema';
import { useSettled } from './useSettled';

export interface Picked {
  id: string;
  name: string;
  table: string;
}

interface RecordPickerProps {
  /** Names the field for screen readers. */
  label: string;
  /** Tables to look in. */
  targets: readonly string[];
  /** The id of one that is not offered. */
  without?: string;
  /** A name that is not known here is asked for. */
  value: { id: string; name: string } | null;
  onChange: (picked: Picked | null) => void;
}

const PAUSE_MS = 250;

async function find(target: string, words: string, signal: AbortSignal): Promise<Picked[]> {
  const found = schemaTable(target);
  if (!found) return [];
  const path =
    found.entitySet +
    query({
      $select: `${found.primaryId},${found.primaryName}`,
      $filter: words ? `contains(${found.primaryName},${text(words)})` : undefined,
      $orderby: `${found.primaryName} asc`,
      $top: 15,
    });
  const page = await get<Page<Record<string, string>>>(path, { signal });
  return page.value.map((row) => ({
    id: row[found.primaryId]!,
    name: row[found.primaryName] ?? '',
    table: target,
  }));
}

export function RecordPicker({ label, targets, without, value, onChange }: RecordPickerProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const asked = useSettled(typed?.trim() ?? '', PAUSE_MS);
  const named = useRecordName(targets, value && !value.name ? value.id : null);
  const { data } = useQuery({
    queryKey: ['record-picker', targets, asked],
    queryFn: async ({ signal }) =>
      (await Promise.all(targets.map((target) => find(target, asked, signal)))).flat(),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  return (
    <Combobox
      className="ll-filter-fit"
      aria-label={label}
      placeholder={label}
      // It stands in drawers and dialogs, and what is outside of those is hidden from screen readers.
      inlinePopup
      freeform
      value={typed ?? (value?.name || named || '')}
      selectedOptions={value ? [value.id] : []}
      onChange={(event) => setTyped(event.target.value)}
      onOptionSelect={(_, { optionValue }) => {
        setTyped(null);
        onChange(data?.find((one) => one.id === optionValue) ?? null);
      }}
      onBlur={() => {
        if (typed === '') onChange(null);
        setTyped(null);
      }}
    >
      {(data ?? [])
        .filter((one) => one.id !== without)
        .map((one) => (
          <Option key={one.id} value={one.id} text={one.name}>
            {one.name}
          </Option>
        ))}
    </Combobox>
  );
}
