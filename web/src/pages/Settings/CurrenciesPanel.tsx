// Currencies and their rates against the base currency.
import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular, EditRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { AskDialog } from '../../components/AskDialog';
import { Loaded } from '../../components/Loaded';
import { ActionsHead, Table } from '../../components/Table';
import { useSend, useSet, type AdminRow } from '../../data/admin';
import { isCurrencyCode } from '../../data/settings';
import { fieldLabel, tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';

export function CurrenciesPanel() {
  const { t, number, language } = useText();
  const query = useSet('transactioncurrencies', { $orderby: 'isocurrencycode asc' });
  const [asked, setAsked] = useState<AdminRow | 'new' | null>(null);
  const label = (column: string) => fieldLabel('transactioncurrency', column, language) ?? column;
  return (
    <section className="ll-card ll-stack">
      <div className="ll-spread">
        <h3 className="ll-card-title">{tablePlural('transactioncurrency', language)}</h3>
        <Button icon={<AddRegular />} onClick={() => setAsked('new')}>
          {t('settings.add_currency')}
        </Button>
      </div>
      <Loaded query={query}>
        {(rows) => (
          <Table label={tablePlural('transactioncurrency', language) ?? ''}>
            <thead>
              <tr>
                <th scope="col">{label('isocurrencycode')}</th>
                <th scope="col">{label('currencyname')}</th>
                <th scope="col" className="ll-right">
                  {label('exchangerate')}
                </th>
                <ActionsHead />
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={String(row.transactioncurrencyid)}>
                  <td>{`${String(row.isocurrencycode)} ${String(row.currencysymbol ?? '')}`}</td>
                  <td>{String(row.currencyname ?? '')}</td>
                  <td className="ll-right">
                    {typeof row.exchangerate === 'number' ? number(row.exchangerate, 3) : '–'}
                  </td>
                  <td className="ll-right">
                    <Button
                      appearance="subtle"
                      icon={<EditRegular />}
                      aria-label={t('admin.edit', { name: String(row.isocurrencycode) })}
                      onClick={() => setAsked(row)}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
      {asked && <CurrencyDialog row={asked === 'new' ? null : asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function CurrencyDialog({ row, onClose }: { row: AdminRow | null; onClose: () => void }) {
  const { t, language } = useText();
  const send = useSend();
  const [code, setCode] = useState(String(row?.isocurrencycode ?? ''));
  const [name, setName] = useState(String(row?.currencyname ?? ''));
  const [symbol, setSymbol] = useState(String(row?.currencysymbol ?? ''));
  const [rate, setRate] = useState(String(row?.exchangerate ?? '1'));
  const label = (column: string) => fieldLabel('transactioncurrency', column, language) ?? column;
  const ready = isCurrencyCode(code) && name.trim() !== '' && Number(rate) > 0;
  const body = {
    isocurrencycode: code,
    currencyname: name.trim(),
    currencysymbol: symbol.trim() || null,
    exchangerate: Number(rate),
  };
  return (
    <AskDialog
      title={row ? t('admin.edit', { name: code }) : t('settings.add_currency')}
      action={t('list.view_save')}
      ready={ready}
      onClose={onClose}
      onDo={() =>
        send.mutateAsync(
          row
            ? { change: `transactioncurrencies(${String(row.transactioncurrencyid)})`, body }
            : { create: 'transactioncurrencies', body },
        )
      }
    >
      <Field label={label('isocurrencycode')} required hint={t('settings.code_text')}>
        <Input value={code} maxLength={3} onChange={(_, { value }) => setCode(value.toUpperCase())} />
      </Field>
      <Field label={label('currencyname')} required>
        <Input value={name} maxLength={100} onChange={(_, { value }) => setName(value)} />
      </Field>
      <Field label={label('currencysymbol')}>
        <Input value={symbol} maxLength={13} onChange={(_, { value }) => setSymbol(value)} />
      </Field>
      <Field label={label('exchangerate')} required hint={t('settings.rate_text')}>
        <Input type="number" step="any" min={0} value={rate} onChange={(_, { value }) => setRate(value)} />
      </Field>
    </AskDialog>
  );
}
