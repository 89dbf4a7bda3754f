// The deals of a pipeline as a table: what every pipeline knows of them, and what this one draws.
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Table } from '../../components/Table';
import { worthWords, type DrawnDeal } from '../../data/lists/pipeline';
import type { ListTable } from '../../data/lists/tables';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';

interface DealColumn<Deal> {
  label: string;
  /** Numbers stand at the right. */
  right?: boolean;
  cell: (deal: Deal) => ReactNode;
}

interface DealTableProps<Deal extends DrawnDeal> {
  table: ListTable;
  label: string;
  deals: readonly Deal[];
  columns: readonly DealColumn<Deal>[];
}

export function DealTable<Deal extends DrawnDeal>({ table, label, deals, columns }: DealTableProps<Deal>) {
  const text = useText();
  const { t, date, language } = text;
  const { date: closing, worth } = table.pipeline!;
  const own = (name: string) => fieldLabel(table.name, name, language) ?? name;
  const all: readonly DealColumn<Deal>[] = [
    {
      label: own(table.title[0]!),
      cell: ({ path, name }) => (
        <Link to={path} className="ll-grid-link">
          {name || t('lead.no_name')}
        </Link>
      ),
    },
    ...columns,
    { label: own(closing), cell: ({ closes }) => date(new Date(closes)) },
    { label: own(worth), right: true, cell: (deal) => worthWords(deal, text) || '–' },
  ];
  const look = (column: DealColumn<Deal>) => (column.right ? 'll-right' : undefined);
  return (
    <Table label={label}>
      <thead>
        <tr>
          {all.map((column) => (
            <th key={column.label} scope="col" className={look(column)}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {deals.map((deal) => (
          <tr key={deal.id}>
            {all.map((column) => (
              <td key={column.label} className={look(column)}>
                {column.cell(deal)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
