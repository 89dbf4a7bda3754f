// Every version that was trained; any of them can come back.
import { Badge, Button, Checkbox } from '@fluentui/react-components';
import { Table } from '../../components/Table';
import type { ScoredTable } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import type { Version } from '../../data/models';
import { optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { VerdictBadge } from './VerdictBadge';
import './VersionsPanel.css';

interface VersionsPanelProps {
  table: ScoredTable;
  versions: Version[];
  publishedId: string | null;
  /** The version whose report is on the page. */
  shownId: string | undefined;
  onShow: (versionId: string) => void;
  /** Versions to compare, the one chosen last at the end; at most two. */
  compared: string[];
  onCompare: (versionIds: string[]) => void;
}

export function VersionsPanel(props: VersionsPanelProps) {
  const { table, versions, publishedId, shownId, onShow, compared, onCompare } = props;
  const { t, number, dateTime, language } = useText();
  if (versions.length === 0) return null;
  const mayCompare = versions.filter((version) => version.report).length > 1;
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('versions.title')}</h2>
      <p className="ll-card-text">{t('versions.text')}</p>
      {mayCompare && (
        <p className="ll-card-text" role="status">
          {t(compared.length < 2 ? 'versions.choose_two' : 'versions.compared')}
        </p>
      )}
      <Table label={t('versions.title')}>
        <thead>
          <tr>
            {mayCompare && <th scope="col">{t('versions.compare')}</th>}
            <th scope="col">{t('model.version')}</th>
            <th scope="col">{t('model.trained_on')}</th>
            <th scope="col">{t('versions.state')}</th>
            <th scope="col">{t('versions.verdict')}</th>
            <th scope="col" className="ll-right">
              {t('figure.auc')}
            </th>
            <th scope="col" className="ll-right">
              {t('model.records', { plural: pluralInside(listTable(table)!, language) })}
            </th>
            <th scope="col">
              <span className="ll-hidden">{t('versions.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => {
            const id = version.ll_modelversionid;
            const trained = version.ll_trainedon ?? version.createdon;
            return (
              <tr key={id} aria-current={id === shownId ? 'true' : undefined}>
                {mayCompare && (
                  <td className="ll-versions-choice">
                    {version.report && (
                      <Checkbox
                        aria-label={t('versions.compare_one', { number: version.ll_number })}
                        checked={compared.includes(id)}
                        onChange={(_, { checked }) =>
                          onCompare(
                            checked ? [...compared.slice(-1), id] : compared.filter((one) => one !== id),
                          )
                        }
                      />
                    )}
                  </td>
                )}
                <td>{number(version.ll_number)}</td>
                <td>{trained ? dateTime(trained) : '–'}</td>
                <td>
                  <Badge appearance="tint" color={id === publishedId ? 'success' : 'informative'}>
                    {optionLabel('ll_modelversion', 'll_state', version.ll_state, language) ??
                      version.ll_state}
                  </Badge>
                </td>
                <td>
                  <VerdictBadge verdict={version.ll_verdict ?? version.report?.verdict} />
                </td>
                <td className="ll-right">{version.ll_auc === null ? '–' : number(version.ll_auc, 3)}</td>
                <td className="ll-right">{version.ll_rows === null ? '–' : number(version.ll_rows)}</td>
                <td className="ll-right">
                  {version.report && id !== shownId && (
                    <Button size="small" appearance="subtle" onClick={() => onShow(id)}>
                      {t('versions.show')}
                    </Button>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </Table>
    </section>
  );
}
