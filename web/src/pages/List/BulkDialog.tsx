// Asks before many rows are given away, closed or deleted, and tells what came of it.
import {
  Button,
  Combobox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Option,
  OptionGroup,
  Select,
} from '@fluentui/react-components';
import { useState } from 'react';
import { ErrorState } from '../../components/States';
import { Spinner } from '../../components/Spinner';
import { useBulk, useOwners, type BulkResult, type BulkWish, type Owner } from '../../data/lists/bulk';
import { idOf, titleOf, type Row } from '../../data/lists/rows';
import { pluralInside, type ListTable } from '../../data/lists/tables';
import { fieldLabel, optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';

interface BulkDialogProps {
  table: ListTable;
  kind: BulkWish['kind'];
  ids: string[];
  /** The rows of the list, to name those that failed. */
  rows: readonly Row[];
  onClose: (done: boolean) => void;
}

export function BulkDialog({ table, kind, ids, rows, onClose }: BulkDialogProps) {
  const text = useText();
  const { t, number, language } = text;
  const [owner, setOwner] = useState<Owner | null>(null);
  const [status, setStatus] = useState(table.closes[0] ?? 0);
  const bulk = useBulk(table);
  const plural = pluralInside(table, language);
  const count = { count: ids.length, shown: number(ids.length), plural };

  const wish: BulkWish | null =
    kind === 'assign' ? owner && { kind, owner } : kind === 'close' ? { kind, status } : { kind };
  const go = () => {
    if (wish && !bulk.isPending) bulk.mutate({ wish, ids });
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => !open && !bulk.isPending && onClose(bulk.isSuccess)}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t(`bulk.${kind}_title`, count)}</DialogTitle>
          <DialogContent>
            {bulk.data ? (
              <Result result={bulk.data} table={table} rows={rows} />
            ) : (
              <>
                {kind === 'assign' && <OwnerPicker owner={owner} onChange={setOwner} />}
                {kind === 'close' && (
                  <Field label={fieldLabel(table.name, 'statuscode', language)}>
                    <Select value={String(status)} onChange={(_, { value }) => setStatus(Number(value))}>
                      {table.closes.map((one) => (
                        <option key={one} value={one}>
                          {optionLabel(table.name, 'statuscode', one, language) ?? one}
                        </option>
                      ))}
                    </Select>
                  </Field>
                )}
                {kind === 'delete' && <p>{t('bulk.delete_text')}</p>}
                {bulk.isPending && <Spinner label={t('bulk.running')} />}
                {bulk.error && <ErrorState error={bulk.error} compact />}
              </>
            )}
          </DialogContent>
          <DialogActions>
            {bulk.data ? (
              <Button appearance="primary" onClick={() => onClose(true)}>
                {t('action.close')}
              </Button>
            ) : (
              <>
                <Button disabledFocusable={bulk.isPending} onClick={() => !bulk.isPending && onClose(false)}>
                  {t('action.cancel')}
                </Button>
                <Button appearance="primary" disabledFocusable={!wish || bulk.isPending} onClick={go}>
                  {t(`list.${kind}`)}
                </Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function OwnerPicker({ owner, onChange }: { owner: Owner | null; onChange: (owner: Owner | null) => void }) {
  const { t } = useText();
  const [typed, setTyped] = useState('');
  const { data, error } = useOwners(owner && typed === owner.name ? '' : typed.trim());
  const groups = [
    { label: t('bulk.people'), owners: data?.filter((one) => one.kind === 'user') ?? [] },
    { label: t('bulk.teams'), owners: data?.filter((one) => one.kind === 'team') ?? [] },
  ];
  return (
    <Field label={t('bulk.new_owner')} required>
      <Combobox
        // Within the dialog: what is outside of it is hidden from screen readers.
        inlinePopup
        freeform
        value={typed}
        selectedOptions={owner ? [owner.id] : []}
        placeholder={t('bulk.find_owner')}
        onChange={(event) => {
          setTyped(event.target.value);
          onChange(null);
        }}
        onOptionSelect={(_, { optionValue, optionText }) => {
          const picked = data?.find((one) => one.id === optionValue) ?? null;
          onChange(picked);
          setTyped(optionText ?? '');
        }}
      >
        {groups
          .filter((group) => group.owners.length > 0)
          .map((group) => (
            <OptionGroup key={group.label} label={group.label}>
              {group.owners.map((one) => (
                <Option key={one.id} value={one.id} text={one.name}>
                  {one.name}
                </Option>
              ))}
            </OptionGroup>
          ))}
      </Combobox>
      {error && <ErrorState error={error} compact />}
    </Field>
  );
}

const SHOWN_FAILURES = 20;

function Result({ result, table, rows }: { result: BulkResult; table: ListTable; rows: readonly Row[] }) {
  const { t, number } = useText();
  const nameOf = (id: string) => {
    const row = rows.find((one) => idOf(table, one) === id);
    return (row && titleOf(table, row)) || id;
  };
  return (
    <div role="status">
      <p>{t('bulk.done', { count: result.done, shown: number(result.done) })}</p>
      {result.failed.length > 0 && (
        <>
          <p>{t('bulk.failed', { count: result.failed.length, shown: number(result.failed.length) })}</p>
          <ul>
            {result.failed.slice(0, SHOWN_FAILURES).map((one) => (
              <li key={one.id}>
                {nameOf(one.id)}: {one.message}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
