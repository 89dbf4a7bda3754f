// Rows of a file that cannot be taken, and why.
import { Table } from '../../components/Table';
import type { Problem } from '../../data/imports';
import { useText } from '../../text/i18n';

const SHOWN = 100;

export function ProblemTable({ problems }: { problems: readonly Problem[] }) {
  const { t, number } = useText();
  if (problems.length === 0) return null;
  return (
    <>
      <Table label={t('import.skipped_title')}>
        <thead>
          <tr>
            <th scope="col">{t('import.line')}</th>
            <th scope="col">{t('import.in_file')}</th>
            <th scope="col">{t('import.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, SHOWN).map((one, index) => (
            <tr key={index}>
              <td className="ll-number">{number(one.line)}</td>
              <td>{one.column}</td>
              <td>{one.reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {problems.length > SHOWN && (
        <p className="ll-card-text">{t('import.more_problems', { count: problems.length - SHOWN })}</p>
      )}
    </>
  );
}
